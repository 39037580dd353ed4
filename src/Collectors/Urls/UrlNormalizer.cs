using System.Text;

namespace Monitor.Collectors.Urls;

/// <summary>
/// One spelling for addresses that lead to the same page (RFC 3986, 6.2, and what crawlers add): escapes of unreserved characters undone,
/// the others in capitals, signs that must be escaped and stray percent signs masked, doubled slashes and the fragment dropped, parameters sorted.
/// </summary>
internal static class UrlNormalizer
{
    public static string? Normalize(string address, WebUrl? onto = null)
    {
        if (WebUrl.Parse(address, onto) is not { Segments: { } segments } url) return null;
        var path = segments.Where((s, i) => s.Length > 0 || i == segments.Count - 1).Select(s => Escapes(s, c => PercentCode.Path(c) || IsNoPart(c))).ToList();
        var query = url.Query is null ? null : string.Join('&', url.Query.Split('&').Where(p => p.Length > 0 && p[0] != '=').Select(p => Escapes(p, c => PercentCode.Query(c) || IsNoPart(c))).Order(StringComparer.Ordinal));
        var made = (url with { Segments = path.Count == 0 ? [""] : path, Query = string.IsNullOrEmpty(query) ? null : query, Fragment = null }).ToString();
        // RFC 8089 knows both file:/path and file:///path; what was written stays.
        return url.Scheme == "file" && address.StartsWith("file:/", StringComparison.OrdinalIgnoreCase) && !address.StartsWith("file://", StringComparison.OrdinalIgnoreCase)
            ? "file:" + made["file://".Length..]
            : made;
    }

    /// <summary>Signs that RFC 3986 allows in no path and no query; browsers leave some as they are.</summary>
    private static bool IsNoPart(int c) => c is '[' or ']' or '\\' or '^' or '`' or '{' or '|' or '}';

    private static string Escapes(string text, Func<int, bool> set)
    {
        var made = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                PercentCode.Append(made, text[i], set);
                continue;
            }

            if (i + 2 >= text.Length || !Uri.IsHexDigit(text[i + 1]) || !Uri.IsHexDigit(text[i + 2]))
            {
                made.Append("%25");
                continue;
            }

            var c = (char)Convert.ToInt32(text.Substring(i + 1, 2), 16);
            if (char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~') made.Append(c);
            else made.Append(text.Substring(i, 3).ToUpperInvariant());
            i += 2;
        }

        return made.ToString();
    }
}
