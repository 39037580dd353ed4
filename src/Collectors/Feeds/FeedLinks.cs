using System.Xml.Linq;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Feeds;

/// <summary>One link of an entry: the page, an enclosure, a reply ... as the feed says.</summary>
internal sealed record FeedLink(string Rel, string Href, string? Type = null, string? Length = null);

internal static class FeedLinks
{
    private static readonly XName XmlBase = XNamespace.Xml + "base";

    public static IReadOnlyList<FeedLink> Of(XElement e, Uri? at)
    {
        var links = new List<FeedLink>();
        foreach (var child in e.Elements())
        {
            var family = FeedWords.FamilyOf(child);
            if (FeedWords.Is(child, "link") && family == FeedWords.Family.Own) Add(links, FeedWords.Attribute(child, "rel") ?? "alternate", FeedWords.Attribute(child, "href") ?? FeedText.Plain(child), child, at);
            else if (FeedWords.Is(child, "enclosure") && family == FeedWords.Family.Own) Add(links, "enclosure", FeedWords.Attribute(child, "url"), child, at);
            else if (FeedWords.Is(child, "content") && family == FeedWords.Family.Media) Add(links, "enclosure", FeedWords.Attribute(child, "url"), child, at);
            else if (FeedWords.Is(child, "chapters") && FeedWords.Attribute(child, "href") is { } href) Add(links, "chapters", href, child, at);
        }

        return links;
    }

    /// <summary>
    /// The page: an RSS link by its text, else the alternate (text/html before other media), else any that is neither the feed itself nor a
    /// file.
    /// </summary>
    public static string? Page(XElement e, Uri? at)
    {
        var own = e.Elements().Where(c => FeedWords.Is(c, "link") && FeedWords.FamilyOf(c) == FeedWords.Family.Own).ToList();
        if (own.FirstOrDefault(l => FeedWords.Attribute(l, "href") is null && FeedText.Plain(l) is not null) is { } plain) return Absolute(FeedText.Plain(plain), Base(plain, at));
        var withHref = own.Where(l => FeedWords.Attribute(l, "href") is not null).ToList();
        var alternates = withHref.Where(l => FeedWords.Attribute(l, "rel") is null or "alternate" or "http://www.iana.org/assignments/relation/alternate").ToList();
        var chosen = alternates.FirstOrDefault(l => FeedWords.Attribute(l, "type") is null or "text/html" or "application/xhtml+xml") ?? alternates.FirstOrDefault()
            ?? withHref.FirstOrDefault(l => FeedWords.Attribute(l, "rel") is not ("self" or "enclosure" or "license" or "hub" or "edit" or "replies" or "next" or "related" or "via"));
        return chosen is null ? null : Absolute(FeedWords.Attribute(chosen, "href"), Base(chosen, at));
    }

    public static Uri? Base(XElement e, Uri? outer) =>
        (string?)e.Attribute(XmlBase) is { Length: > 0 } own && Addresses.TryCreate(outer ?? new Uri("http://invalid/"), own, out var made) && made.Host != "invalid" ? made : outer;

    public static string? Absolute(string? link, Uri? at)
    {
        if (string.IsNullOrEmpty(link)) return null;
        if (Addresses.TryCreate(link, UriKind.Absolute, out var own) && !own.IsFile) return link;
        return at is not null && Addresses.TryCreate(at, link, out var made) ? made.AbsoluteUri : link;
    }

    private static void Add(List<FeedLink> links, string rel, string? href, XElement e, Uri? at)
    {
        if (Absolute(href, Base(e, at)) is not { } full) return;
        links.Add(new FeedLink(rel, full, FeedWords.Attribute(e, "type"), FeedWords.Attribute(e, "length") ?? FeedWords.Attribute(e, "fileSize")));
    }
}
