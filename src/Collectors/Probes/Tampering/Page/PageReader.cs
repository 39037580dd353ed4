using AngleSharp.Dom;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Probes.Tampering.Page;

/// <summary>From a page to its facts, in one walk.</summary>
internal static class PageReader
{
    /// <exception cref="FormatException">A page made to be endless.</exception>
    /// <exception cref="TookTooLongException">The same by time.</exception>
    /// <param name="html">The page.</param>
    /// <param name="url">Where it came from, redirects followed.</param>
    /// <param name="ignore">CSS selectors of parts that are not looked at.</param>
    public static PageFacts Read(string html, Uri url, IReadOnlyList<string> ignore)
    {
        var limit = new ReadLimit("reading the page");
        using var document = Html.Parse(html, limit);
        foreach (var selector in ignore)
        {
            foreach (var part in document.QuerySelectorAll(selector).ToList()) part.Remove();
            limit.Check();
        }

        var walk = new PageWalk(document, url, limit);
        walk.Run();
        return walk.Facts() with
        {
            Title = Title(document),
            Description = Meta(document, "description"),
            Keywords = Meta(document, "keywords"),
            Canonical = document.QuerySelector("link[rel~=canonical i][href]")?.GetAttribute("href") is { } link && Uri.TryCreate(walk.Base, link, out var at) ? Masks.Address(at) : "",
            Refresh = Refresh(document, walk.Base),
        };
    }

    private static string Title(IDocument document) => Masks.Cut(PlainText.Collapse(document.QuerySelector("title")?.TextContent ?? "").Replace('\n', ' '), 300);

    private static string Meta(IDocument document, string name) => Masks.Cut(PlainText.Collapse(document.QuerySelector($"meta[name={name} i][content]")?.GetAttribute("content") ?? "").Replace('\n', ' '), 400);

    private static string Refresh(IDocument document, Uri page)
    {
        foreach (var meta in document.QuerySelectorAll("meta[http-equiv=refresh i][content]"))
        {
            var content = meta.GetAttribute("content")!;
            var at = content.IndexOf("url=", StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && Uri.TryCreate(page, content[(at + 4)..].Trim(' ', '"', '\''), out var url) && url.Scheme is "http" or "https") return Masks.Address(url);
        }

        return "";
    }
}
