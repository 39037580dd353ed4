using AngleSharp.Dom;

namespace Monitor.Collectors.Articles.Body;

/// <summary>
/// The main text of a page. Looked for strictly first; when too little is found, ever more kindly, and the longest find is taken.
/// </summary>
internal static class BodyFinder
{
    /// <summary>Letters below which a stricter look may have thrown the article away.</summary>
    private const int Enough = 500;

    private static readonly (bool Strict, bool ByName, bool Conditionally, bool Hidden)[] Looks =
    [
        (true, true, true, false),
        (false, true, true, false),
        (false, false, true, false),
        (false, false, false, true),
    ];

    private static readonly string[] Marks = ["[itemprop~='articleBody' i]", "article", "main, [role='main']"];

    /// <returns>One line a paragraph; empty when the page holds no prose.</returns>
    public static string Find(IElement body, string? title, string? stated)
    {
        var best = "";
        var bestLength = 0;
        foreach (var (strict, byName, conditionally, hidden) in Looks)
        {
            var root = BoxTree.Copy(strict ? Ground(body) : body, hidden);
            Pruning.Prune(root, strict);
            Pruning.Paragraph(root);
            if (Ranking.Top(root, byName) is not { } top) continue;
            var article = Gathering.Around(top);
            Cleaning.Clean(article, byName, conditionally);
            Trimming.Trim(article, title, stated);
            var length = article.Extent.Length;
            if (length <= bestLength) continue;
            (best, bestLength) = (Prose.Of(article), length);
            if (length >= Enough) break;
        }

        return best;
    }

    /// <summary>The part of the page its makers mark as the article, when they mark one only and it is long enough.</summary>
    private static IElement Ground(IElement body)
    {
        foreach (var selector in Marks)
        {
            var marked = body.QuerySelectorAll(selector).Where(e => e.TextContent.Length >= Enough && e.ParentElement?.Closest(selector) is null).Take(2).ToList();
            if (marked is [var only]) return only;
        }

        var headed = body.QuerySelectorAll("article").Where(a => a.QuerySelector("h1") is not null && a.TextContent.Length >= Enough / 2).Take(2).ToList();
        if (headed is [var first]) return first;

        return body;
    }
}
