using System.Globalization;
using System.Text;
using Monitor.Collectors.Parsing;
using Monitor.Core.Text;

namespace Monitor.Collectors.Fetching;

/// <summary>A robots.txt as RFC 9309 reads it: groups of the best matching product token merged, longest rule wins, allow wins ties.</summary>
public sealed class RobotsRules
{
    /// <summary>Read of one file; more than the 500 KiB that RFC 9309, 2.5 demands is never looked at.</summary>
    internal const int MaxBytes = 500 * 1024;

    private readonly List<(string Path, bool Allow)> _rules = [];

    public static RobotsRules AllowAll { get; } = new();

    public static RobotsRules DenyAll { get; } = Deny();

    /// <summary>Crawl-delay of the group, seconds; not in the RFC but widely meant. Capped at a minute.</summary>
    public TimeSpan? CrawlDelay { get; private set; }

    /// <param name="text">The file; read up to 500 KiB.</param>
    /// <param name="agent">Our User-Agent; its product token is compared.</param>
    public static RobotsRules Parse(string text, string agent)
    {
        var token = ProductToken(agent);
        var own = new RobotsRules();
        var any = new RobotsRules();
        bool seenOwn = false, inRules = true, isOwn = false, isAny = false;
        foreach (var raw in text.CutTo(MaxBytes).TrimStart('\uFEFF').Split(['\n', '\r']))
        {
            var line = raw.Split('#', 2)[0];
            var colon = line.IndexOf(':');
            if (colon < 0) continue;
            var key = line[..colon].Trim().ToLowerInvariant();
            var value = line[(colon + 1)..].Trim();
            if (key is "user-agent" or "useragent" or "user agent")
            {
                if (inRules) (inRules, isOwn, isAny) = (false, false, false);
                if (value == "*" || value.StartsWith("* ", StringComparison.Ordinal)) isAny = true;
                else if (token.Length > 0 && Token(value).Equals(token, StringComparison.OrdinalIgnoreCase)) seenOwn = isOwn = true;
                continue;
            }

            if (key is not ("allow" or "disallow" or "dissallow" or "dissalow" or "disalow" or "diasllow" or "disallaw" or "crawl-delay")) continue;
            // Records outside the protocol must not interfere (RFC 9309, 2.2.4): only rules end the list of a group's agents.
            if (key != "crawl-delay") inRules = true;
            if (isOwn) own.Add(key, value);
            if (isAny) any.Add(key, value);
        }

        return seenOwn ? own : any;
    }

    /// <param name="url">Absolute or just path and query.</param>
    public bool Allows(string url) => Allows(url, new ReadLimit("matching the address against robots.txt"));

    /// <exception cref="TookTooLongException">Rules and address are made for each other: the time for one rule is the product of both their lengths.</exception>
    internal bool Allows(string url, ReadLimit limit)
    {
        var path = PathOf(url);
        if (path == "/robots.txt") return true;
        var best = (Length: -1, Allow: true);
        foreach (var (pattern, allow) in _rules)
        {
            if (pattern.Length < best.Length || (pattern.Length == best.Length && !allow)) continue;
            if (Matches(pattern, path, limit)) best = (pattern.Length, allow);
        }

        return best.Allow;
    }

    private static RobotsRules Deny()
    {
        var rules = new RobotsRules();
        rules._rules.Add(("/", false));
        return rules;
    }

    private void Add(string key, string value)
    {
        if (key == "crawl-delay")
        {
            if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds > 0)
                CrawlDelay = TimeSpan.FromSeconds(Math.Min(seconds, 60));
            return;
        }

        if (value.Length == 0) return;
        var path = Encode(value);
        _rules.Add((path, key == "allow"));
        // Who allows a folder's index page means the folder, whose address is the one that is linked (as Google reads it).
        if (key == "allow" && path[(path.LastIndexOf('/') + 1)..].StartsWith("index.htm", StringComparison.Ordinal)) _rules.Add((path[..(path.LastIndexOf('/') + 1)] + "$", true));
    }

    /// <summary>The name before the version. A name with a space in it is no product token and can only fall under "*".</summary>
    private static string ProductToken(string agent)
    {
        var name = agent.Split('/', 2)[0].Trim();
        return name.Contains(' ', StringComparison.Ordinal) ? "" : Token(name);
    }

    private static string Token(string agent)
    {
        var trimmed = agent.Trim();
        var end = 0;
        while (end < trimmed.Length && (char.IsAsciiLetterOrDigit(trimmed[end]) || trimmed[end] is '-' or '_')) end++;
        return trimmed[..end];
    }

    private static string PathOf(string url)
    {
        var at = url.IndexOf("://", StringComparison.Ordinal);
        var rest = at < 0 ? url : url[(at + 3)..];
        var slash = at < 0 ? 0 : rest.IndexOfAny(['/', '?', ';', '#']);
        if (slash < 0) return "/";
        var path = rest[slash..].Split('#', 2)[0];
        return Encode(path.StartsWith('/') ? path : "/" + path);
    }

    /// <summary>One spelling: non-ASCII as %XX, hex digits in capitals.</summary>
    private static string Encode(string path)
    {
        var result = new StringBuilder(path.Length);
        foreach (var b in Encoding.UTF8.GetBytes(path))
        {
            if (b >= 0x80) result.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
            else if (result.Length >= 1 && result[^1] == '%' || (result.Length >= 2 && result[^2] == '%')) result.Append(char.ToUpperInvariant((char)b));
            else result.Append((char)b);
        }

        return result.ToString();
    }

    /// <summary>Greedy matching with remembered star; linear in practice, no backtracking explosion.</summary>
    private static bool Matches(string pattern, string path, ReadLimit limit)
    {
        limit.Check();
        var anchored = pattern.EndsWith('$');
        var p = anchored ? pattern.AsSpan(0, pattern.Length - 1) : pattern.AsSpan();
        int i = 0, j = 0, star = -1, mark = 0;
        while (j < p.Length || (anchored && i < path.Length))
        {
            if (j < p.Length && p[j] == '*')
            {
                star = j++;
                mark = i;
            }
            else if (i < path.Length && j < p.Length && p[j] == path[i])
            {
                i++;
                j++;
            }
            else if (star >= 0 && mark < path.Length)
            {
                i = ++mark;
                j = star + 1;
                if (mark % 1024 == 0) limit.Check();
            }
            else
            {
                return false;
            }
        }

        return true;
    }
}
