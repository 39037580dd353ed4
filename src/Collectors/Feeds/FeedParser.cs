using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Feeds;

/// <summary>Recognises the format by its root, not by its media type, and hands on. DTDs are never read (XXE, billion laughs).</summary>
internal static partial class FeedParser
{
    public static Parsed Parse(string text, Uri? baseUrl, DateTimeOffset now)
    {
        var trimmed = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n', '\0');
        if (trimmed.StartsWith('{')) return JsonFeed.Parse(trimmed, baseUrl, now);
        if (Root(trimmed, out var error) is not { } root)
        {
            return Html().IsMatch(trimmed[..Math.Min(trimmed.Length, 2000)])
                ? Parsed.Fail(Trouble.Blocked, "an HTML page where a feed was expected")
                : Parsed.Fail(Trouble.ParseError, "no feed: " + error);
        }

        return root.Name.LocalName.ToLowerInvariant() switch
        {
            "rss" or "rdf" or "channel" => XmlFeed.Rss(root, baseUrl, now),
            "feed" => XmlFeed.Atom(root, baseUrl, now),
            "html" => Parsed.Fail(Trouble.Blocked, "an HTML page where a feed was expected"),
            var name => Parsed.Fail(Trouble.ParseError, $"root element <{name}> is no feed; expected rss, RDF, feed or a JSON feed"),
        };
    }

    private static XElement? Root(string text, out string? error)
    {
        error = null;
        foreach (var candidate in Candidates(text))
        {
            try
            {
                using var reader = XmlReader.Create(new StringReader(candidate), new XmlReaderSettings
                {
                    DtdProcessing = DtdProcessing.Ignore,
                    XmlResolver = null,
                    CheckCharacters = false,
                    MaxCharactersFromEntities = 1024,
                });
                return XDocument.Load(reader).Root;
            }
            catch (XmlException e)
            {
                error ??= e.Message;
            }
        }

        return null;
    }

    /// <summary>The text as it is, then with the usual faults mended: stray ampersands, HTML entities, control characters, junk around the root.</summary>
    private static IEnumerable<string> Candidates(string text)
    {
        yield return text;
        var mended = Controls().Replace(text, "");
        mended = NamedEntity().Replace(mended, m => System.Net.WebUtility.HtmlDecode(m.Value) is var c && c != m.Value ? $"&#{char.ConvertToUtf32(c, 0)};" : "&amp;" + m.Value[1..]);
        mended = StrayAmpersand().Replace(mended, "&amp;");
        var start = RootStart().Match(mended);
        if (start.Success) mended = mended[start.Index..];
        var end = mended.LastIndexOf('>');
        yield return end > 0 ? mended[..(end + 1)] : mended;
        if (Prefixes(mended) is { } declared) yield return declared;
    }

    /// <summary>Prefixes used but never declared are given a namespace of their own.</summary>
    private static string? Prefixes(string text)
    {
        var missing = UsedPrefix().Matches(text).Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal)
            .Where(p => p != "xml" && p != "xmlns" && !text.Contains("xmlns:" + p, StringComparison.Ordinal)).ToList();
        var start = RootStart().Match(text);
        if (missing.Count == 0 || !start.Success) return null;
        return text.Insert(start.Index + start.Length, string.Concat(missing.Select(p => $" xmlns:{p}=\"urn:undeclared:{p}\"")));
    }

    [GeneratedRegex("<!doctype html|<html", RegexOptions.IgnoreCase)]
    private static partial Regex Html();

    [GeneratedRegex("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]|&#(?:x0*(?:[0-8bcBC]|1[0-9a-fA-F]|[eE]|[fF])|0*(?:[0-8]|1[124-9]|2\\d|3[01]));")]
    private static partial Regex Controls();

    [GeneratedRegex("&(?!amp;|lt;|gt;|quot;|apos;)[A-Za-z][A-Za-z0-9]{1,30};")]
    private static partial Regex NamedEntity();

    [GeneratedRegex("&(?!#\\d{1,7};|#x[0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,30};)")]
    private static partial Regex StrayAmpersand();

    [GeneratedRegex("<(?:rss|feed|rdf:RDF|channel)(?=[\\s>])", RegexOptions.IgnoreCase)]
    private static partial Regex RootStart();

    [GeneratedRegex("</?([A-Za-z][\\w.-]*):[A-Za-z]")]
    private static partial Regex UsedPrefix();
}
