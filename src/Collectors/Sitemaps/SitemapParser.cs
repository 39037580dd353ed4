using System.Xml.Linq;
using Monitor.Collectors.Feeds;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Sitemaps;

/// <summary>One line of a sitemap: an address, when it last changed, and what a news sitemap says of it.</summary>
/// <param name="Names">What stands at the address.</param>
internal sealed record SitemapEntry(string Loc, DateTimeOffset? LastModified, string? Title, DateTimeOffset? Published, SitemapTarget Names = SitemapTarget.Page);

/// <summary>A page, another sitemap (of an index), or a picture shown on a page (image extension).</summary>
internal enum SitemapTarget { Page, Sitemap, Picture }

/// <summary>Sitemaps (sitemaps.org): urlset and index as XML, well-formed or not, or one address a line; feeds are no sitemaps here.</summary>
internal static class SitemapParser
{
    /// <summary>The protocol's own limit for one file.</summary>
    private const int MaxEntries = 50_000;

    /// <param name="text">The answer.</param>
    /// <param name="baseUrl">Address it came from.</param>
    /// <param name="now">Moment of reading.</param>
    /// <param name="limit">Time for it; null = the usual.</param>
    /// <exception cref="TookTooLongException">The sitemap is made to be endless.</exception>
    public static (IReadOnlyList<SitemapEntry> Entries, string? Fault) Read(string text, Uri? baseUrl, DateTimeOffset now, ReadLimit? limit = null)
    {
        limit ??= new ReadLimit("reading the sitemap");
        var trimmed = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (!trimmed.StartsWith('<')) return Lines(trimmed, limit);
        var (root, _) = FeedXml.Read(trimmed, limit);
        if (root is null) return ([], "not a single element in it");
        if (root.Name.LocalName.ToLowerInvariant() is not ("urlset" or "sitemapindex"))
            return ([], $"root element <{root.Name.LocalName}> is no sitemap; expected urlset, sitemapindex or one address a line");
        var entries = root.Elements().Where(e => FeedWords.Is(e, "url") || FeedWords.Is(e, "sitemap")).SelectMany(e => Entries(e, baseUrl, now, limit)).Take(MaxEntries);
        return (entries.ToList(), null);
    }

    private static IEnumerable<SitemapEntry> Entries(XElement e, Uri? baseUrl, DateTimeOffset now, ReadLimit limit)
    {
        limit.Check();
        if (Address(e.Elements().FirstOrDefault(c => FeedWords.Is(c, "loc")), baseUrl) is { } address)
        {
            var news = e.Elements().FirstOrDefault(c => FeedWords.Is(c, "news"));
            yield return new SitemapEntry(address, Date(e, "lastmod", now), Text(news, "title"), news is null ? null : Date(news, "publication_date", now), FeedWords.Is(e, "sitemap") ? SitemapTarget.Sitemap : SitemapTarget.Page);
        }

        foreach (var image in e.Elements().Where(c => FeedWords.Is(c, "image")))
        {
            if (Address(image.Elements().FirstOrDefault(c => FeedWords.Is(c, "loc")), baseUrl) is { } picture) yield return new SitemapEntry(picture, null, Text(image, "title"), null, SitemapTarget.Picture);
        }
    }

    private static string? Address(XElement? loc, Uri? baseUrl) =>
        FeedLinks.Absolute(loc?.Value.Trim(), baseUrl) is { } address && Addresses.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? address : null;

    private static DateTimeOffset? Date(XElement e, string name, DateTimeOffset now) =>
        Dates.Parse(e.Elements().FirstOrDefault(c => FeedWords.Is(c, name))?.Value, now, TimeSpan.Zero);

    private static string? Text(XElement? e, string name) => e?.Elements().FirstOrDefault(c => FeedWords.Is(c, name))?.Value.Trim() is { Length: > 0 } s ? s : null;

    private static (IReadOnlyList<SitemapEntry> Entries, string? Fault) Lines(string text, ReadLimit limit)
    {
        var entries = new List<SitemapEntry>();
        foreach (var line in text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            limit.Check();
            if (entries.Count >= MaxEntries) break;
            if (Addresses.TryCreate(line, UriKind.Absolute, out var url) && url.Scheme is "http" or "https") entries.Add(new SitemapEntry(line, null, null, null));
        }

        return entries.Count > 0 ? (entries, null) : (entries, "neither XML nor a single address on a line of its own");
    }
}
