using System.Text.RegularExpressions;
using System.Xml.Linq;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Feeds;

/// <summary>Recognises the format by its root, not by its media type, and hands on.</summary>
internal static partial class FeedParser
{
    /// <param name="text">The feed.</param>
    /// <param name="baseUrl">Address it came from.</param>
    /// <param name="now">Moment of reading, in the zone of dates that name none.</param>
    /// <param name="limit">Time for it; null = the usual.</param>
    /// <exception cref="TookTooLongException">The feed is made to be endless.</exception>
    /// <exception cref="RepeatsItselfException">Its entries hold each other.</exception>
    public static Parsed Parse(string text, Uri? baseUrl, DateTimeOffset now, ReadLimit? limit = null)
    {
        limit ??= new ReadLimit("reading the feed");
        var budget = new TextBudget("a feed whose entries", text.Length, limit);
        var trimmed = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n', '\0');
        if (trimmed.StartsWith('{')) return JsonFeed.Parse(trimmed, baseUrl, now, budget);
        var (root, wellFormed) = FeedXml.Read(trimmed, limit);
        if (root is null) return Parsed.Fail(Trouble.ParseError, "no feed: not a single element in it");
        var parsed = Read(root, trimmed, baseUrl, now, budget);
        // Junk before the feed, or a feed within something else: the first feed element counts.
        if (parsed.Trouble is not null && !wellFormed && root.DescendantsAndSelf().FirstOrDefault(e => FeedWords.Is(e, "rss") || FeedWords.Is(e, "feed") || FeedWords.Is(e, "RDF")) is { } inner && inner != root)
            parsed = Read(inner, trimmed, baseUrl, now, budget);
        if (parsed.Trouble is null) return parsed with { Fields = new Dictionary<string, string?>(parsed.Fields) { ["wellFormed"] = wellFormed ? "true" : "false" } };
        return Html().IsMatch(trimmed[..Math.Min(trimmed.Length, 2000)]) ? Parsed.Fail(Trouble.Blocked, "an HTML page where a feed was expected") : parsed;
    }

    private static Parsed Read(XElement root, string text, Uri? baseUrl, DateTimeOffset now, TextBudget budget)
    {
        switch (root.Name.LocalName.ToLowerInvariant())
        {
            case "channel" when root.Name.LocalName == "CHANNEL" || root.Attributes().Any(a => a.Name.LocalName.Equals("href", StringComparison.OrdinalIgnoreCase)):
                return CdfFeed.Parse(root, baseUrl, now, budget);
            case "rss" or "rdf" or "channel":
                return XmlFeed.Rss(root, FeedVersion.OfRss(root, text), baseUrl, now, budget);
            case "feed":
                return XmlFeed.Atom(root, FeedVersion.OfAtom(root), baseUrl, now, budget);
            case "html":
                return Parsed.Fail(Trouble.Blocked, "an HTML page where a feed was expected");
            case var name:
                return Parsed.Fail(Trouble.ParseError, $"root element <{name}> is no feed; expected rss, RDF, feed or a JSON feed");
        }
    }

    [GeneratedRegex("<!doctype html|<html", RegexOptions.IgnoreCase)]
    private static partial Regex Html();
}
