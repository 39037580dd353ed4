using System.Globalization;
using System.Text;

namespace Monitor.Collectors.Urls;

/// <summary>The basic URL parser of the URL Standard (4.4), states folded into the parts of an address.</summary>
internal sealed class UrlReader
{
    private readonly string _input;
    private readonly WebUrl? _base;

    public UrlReader(string input, WebUrl? onto)
    {
        var from = 0;
        var to = input.Length;
        while (from < to && input[from] <= ' ') from++;
        while (to > from && input[to - 1] <= ' ') to--;
        _input = string.Concat(input[from..to].Where(c => c is not ('\t' or '\n' or '\r')));
        _base = onto;
    }

    public WebUrl? Read()
    {
        var colon = 0;
        if (_input.Length > 0 && char.IsAsciiLetter(_input[0]))
        {
            while (colon < _input.Length && (char.IsAsciiLetterOrDigit(_input[colon]) || _input[colon] is '+' or '-' or '.')) colon++;
            if (colon < _input.Length && _input[colon] == ':') return WithScheme(_input[..colon].ToLowerInvariant(), _input[(colon + 1)..]);
        }

        if (_base is null) return null;
        if (_base.Segments is null) return _input.StartsWith('#') ? _base with { Fragment = UrlPath.Fragment(_input[1..]) } : null;
        return _base.Scheme == "file" ? File(_input, "file") : Relative(_input);
    }

    private WebUrl? WithScheme(string scheme, string rest)
    {
        if (scheme == "file") return File(rest, scheme);
        if (WebUrl.DefaultPort(scheme) is not null)
        {
            if (_base?.Scheme == scheme && !rest.StartsWith("//", StringComparison.Ordinal)) return Relative(rest);
            return Authority(scheme, rest.TrimStart('/', '\\'));
        }

        if (rest.StartsWith("//", StringComparison.Ordinal)) return Authority(scheme, rest[2..]);
        if (rest.StartsWith('/')) return Tail(new WebUrl { Scheme = scheme }, rest, []);
        return Opaque(scheme, rest);
    }

    private static WebUrl Opaque(string scheme, string rest)
    {
        var (path, query, fragment) = Parts(rest);
        var made = new StringBuilder();
        var runes = path.EnumerateRunes().ToList();
        for (var i = 0; i < runes.Count; i++)
        {
            // Spaces stay, but one before query or fragment would be lost on the way.
            if (runes[i].Value == ' ' && i == runes.Count - 1 && (query ?? fragment) is not null) made.Append("%20");
            else PercentCode.Append(made, runes[i].Value, PercentCode.Control);
        }

        return new WebUrl { Scheme = scheme, Segments = null, OpaquePath = made.ToString(), Query = query is null ? null : PercentCode.Encode(query, PercentCode.Query), Fragment = fragment is null ? null : UrlPath.Fragment(fragment) };
    }

    /// <summary>On a base of the same scheme, or without a scheme.</summary>
    private WebUrl? Relative(string rest)
    {
        var onto = _base!;
        var slash = onto.IsSpecial ? "/\\" : "/";
        if (rest.Length > 0 && slash.Contains(rest[0]))
        {
            if (rest.Length > 1 && slash.Contains(rest[1])) return Authority(onto.Scheme, onto.IsSpecial ? rest.TrimStart('/', '\\') : rest[2..]);
            return Tail(onto with { Query = null, Fragment = null }, rest, []);
        }

        if (rest.Length == 0 || rest[0] is '?' or '#')
        {
            var (_, query, fragment) = Parts(rest);
            return onto with { Query = query is null ? onto.Query : UrlPath.Query(query, onto.IsSpecial), Fragment = fragment is null ? null : UrlPath.Fragment(fragment) };
        }

        return Tail(onto with { Query = null, Fragment = null }, rest, UrlPath.Shortened(onto.Segments!, onto.Scheme));
    }

    private static WebUrl? Authority(string scheme, string rest)
    {
        var special = WebUrl.DefaultPort(scheme) is not null;
        var end = rest.IndexOfAny(special ? ['/', '\\', '?', '#'] : ['/', '?', '#']);
        var (authority, tail) = end < 0 ? (rest, "") : (rest[..end], rest[end..]);
        var at = authority.LastIndexOf('@');
        var credentials = at < 0 ? "" : authority[..at];
        var place = authority[(at + 1)..];
        if (at >= 0 && place.Length == 0) return null;
        var separator = credentials.IndexOf(':', StringComparison.Ordinal);
        var (user, password) = separator < 0 ? (credentials, "") : (credentials[..separator], credentials[(separator + 1)..]);
        var colon = PortColon(place);
        var (name, digits) = colon < 0 ? (place, "") : (place[..colon], place[(colon + 1)..]);
        if (name.Length == 0 && (special || colon >= 0 || credentials.Length > 0)) return null;
        var host = name.Length == 0 ? "" : HostName.Parse(name, special);
        if (host is null || !Port(digits, scheme, out var port)) return null;
        return Tail(new WebUrl { Scheme = scheme, Username = PercentCode.Encode(user, PercentCode.UserInfo), Password = PercentCode.Encode(password, PercentCode.UserInfo), Host = host, Port = port }, tail, []);
    }

    private static int PortColon(string place)
    {
        var inside = false;
        for (var i = 0; i < place.Length; i++)
        {
            if (place[i] == '[') inside = true;
            else if (place[i] == ']') inside = false;
            else if (place[i] == ':' && !inside) return i;
        }

        return -1;
    }

    private static bool Port(string digits, string scheme, out int? port)
    {
        port = null;
        if (digits.Length == 0) return true;
        var number = digits.TrimStart('0');
        if (!digits.All(char.IsAsciiDigit) || number.Length > 5) return false;
        var value = number.Length == 0 ? 0 : int.Parse(number, CultureInfo.InvariantCulture);
        if (value > 65535) return false;
        port = value == WebUrl.DefaultPort(scheme) ? null : value;
        return true;
    }

    private WebUrl? File(string rest, string scheme)
    {
        var onto = _base?.Scheme == "file" ? _base : null;
        if (rest.Length > 0 && rest[0] is '/' or '\\')
        {
            if (rest.Length > 1 && rest[1] is '/' or '\\') return FileHost(rest[2..]);
            var drive = onto is not null && !UrlPath.StartsWithDrive(rest[1..]) && onto.Segments is [var first, ..] && UrlPath.IsDrive(first, normalized: true) ? [first] : new List<string>();
            return Tail(new WebUrl { Scheme = scheme, Host = onto?.Host ?? "" }, rest, drive);
        }

        if (onto is null) return Tail(new WebUrl { Scheme = scheme, Host = "" }, rest.Length == 0 ? "" : rest[0] is '?' or '#' ? rest : "/" + rest, []);
        if (rest.Length == 0 || rest[0] is '?' or '#')
        {
            var (_, query, fragment) = Parts(rest);
            return onto with { Query = query is null ? onto.Query : UrlPath.Query(query, special: true), Fragment = fragment is null ? null : UrlPath.Fragment(fragment) };
        }

        return Tail(onto with { Query = null, Fragment = null }, rest, UrlPath.StartsWithDrive(rest) ? [] : UrlPath.Shortened(onto.Segments!, "file"));
    }

    private static WebUrl? FileHost(string rest)
    {
        var end = rest.IndexOfAny(['/', '\\', '?', '#']);
        var (name, tail) = end < 0 ? (rest, "") : (rest[..end], rest[end..]);
        if (UrlPath.IsDrive(name, normalized: false)) return Tail(new WebUrl { Scheme = "file", Host = "" }, "/" + rest, []);
        var host = name.Length == 0 ? "" : HostName.Parse(name, special: true);
        if (host is null) return null;
        return Tail(new WebUrl { Scheme = "file", Host = host == "localhost" ? "" : host }, tail, []);
    }

    private static WebUrl Tail(WebUrl url, string rest, IReadOnlyList<string> onto)
    {
        var (path, query, fragment) = Parts(rest);
        return url with
        {
            Segments = UrlPath.Segments(path, onto, url),
            Query = query is null ? null : UrlPath.Query(query, url.IsSpecial),
            Fragment = fragment is null ? null : UrlPath.Fragment(fragment),
        };
    }

    private static (string Path, string? Query, string? Fragment) Parts(string rest)
    {
        var hash = rest.IndexOf('#', StringComparison.Ordinal);
        var fragment = hash < 0 ? null : rest[(hash + 1)..];
        var before = hash < 0 ? rest : rest[..hash];
        var mark = before.IndexOf('?', StringComparison.Ordinal);
        return (mark < 0 ? before : before[..mark], mark < 0 ? null : before[(mark + 1)..], fragment);
    }
}
