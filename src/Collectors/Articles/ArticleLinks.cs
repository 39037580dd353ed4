using AngleSharp.Dom;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Articles;

/// <summary>Links to articles on a front or section page.</summary>
internal static class ArticleLinks
{
    /// <summary>Letters of a headline, a han character counting two; menus and channels are shorter.</summary>
    private const int Headline = 16;

    public static Parsed Parse(string html, Uri at, ArticleOptions options)
    {
        if (Walls.Of(html) is { } wall) return Parsed.Fail(Trouble.Blocked, wall);
        var limit = new ReadLimit("reading the page");
        var document = Html.Parse(html, limit);
        var links = document.QuerySelectorAll(options.Links ?? "a[href]").Select(a => Item(a, at, options.Links is null, limit)).OfType<Item>().DistinctBy(i => i.Url).ToList();
        return links.Count > 0
            ? new Parsed { Items = links }
            : Parsed.Fail(Trouble.ParseError, options.Links is { } selector ? $"no link matches '{selector}'" : "not a single link looks like a headline");
    }

    private static Item? Item(IElement element, Uri at, bool guess, ReadLimit limit)
    {
        limit.Check();
        var a = element.LocalName == "a" ? element : element.QuerySelector("a[href]");
        if (a?.GetAttribute("href") is not { } href || !Addresses.TryCreate(at, href, out var url) || url.Scheme is not ("http" or "https") || (url.AbsolutePath == at.AbsolutePath && url.Query == at.Query)) return null;
        var title = PlainText.Of(a).Replace('\n', ' ');
        if (guess && (!IsSameSite(url.Host, at.Host) || title.Sum(c => c >= '\u2E80' ? 2 : 1) < Headline)) return null;
        var address = url.GetLeftPart(UriPartial.Query);
        return new Item { Id = address, Url = address, Title = title.Length > 0 ? title : null };
    }

    /// <summary>news.site.cn and www.site.cn are one site.</summary>
    private static bool IsSameSite(string one, string other) => Site(one).Equals(Site(other), StringComparison.OrdinalIgnoreCase);

    private static string Site(string host) => host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..] : host.Count(c => c == '.') > 1 ? host[(host.IndexOf('.', StringComparison.Ordinal) + 1)..] : host;
}
