using AngleSharp.Dom;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Articles.Body;

/// <summary>
/// The main text of a page. Looked for strictly first; when too little is found, ever more kindly, and the longest find is taken.
/// </summary>
internal static class BodyFinder
{
    /// <summary>Letters below which a stricter look may have thrown the article away.</summary>
    private const int Enough = 500;

    /// <summary>Letters of the shortest notice.</summary>
    private const int Some = 120;

    private static readonly (bool Strict, bool ByName, bool Conditionally, bool Hidden)[] Looks =
    [
        (true, true, true, false),
        (false, true, true, false),
        (false, false, true, false),
        (false, false, false, true),
    ];

    private static readonly string[] Marks = ["[itemprop~='articleBody' i]", "article", "main, [role='main']"];

    /// <param name="body">Of the page.</param>
    /// <param name="title">Its headline, which is not said again in the text.</param>
    /// <param name="stated">The text as the page states it elsewhere.</param>
    /// <param name="limit">Time for the page.</param>
    /// <returns>One line a paragraph; empty when the page holds no prose.</returns>
    public static string Find(IElement body, string? title, string? stated, ReadLimit limit)
    {
        var best = "";
        var bestLength = 0;
        var ground = Ground(body, limit);
        foreach (var (strict, byName, conditionally, hidden) in Looks)
        {
            var root = BoxTree.Copy(hidden ? body : ground, hidden);
            Pruning.Prune(root, strict);
            limit.Check();
            Pruning.Paragraph(root);
            limit.Check();
            if (Ranking.Top(root, byName) is not { } top) continue;
            var article = Gathering.Around(top);
            Cleaning.Clean(article, byName, conditionally, limit);
            Trimming.Trim(article, title, stated, limit);
            var length = article.Extent.Length;
            if (length <= bestLength) continue;
            var text = Prose.Of(article);
            if (bestLength >= Some && (hidden || IsFrameOf(best, text))) continue;
            (best, bestLength) = (text, length);
            if (length >= Enough) break;
        }

        return best;
    }

    /// <summary>A kinder look adds what stands around the text, or takes something that was set aside for its name; only another order of size around the same text speaks for it.</summary>
    private static bool IsFrameOf(string found, string larger) =>
        larger.Length < 10 * found.Length || !larger.Contains(found[..Math.Min(found.Length, 40)].Split('\n')[0], StringComparison.Ordinal);

    /// <summary>The part of the page its makers mark as the article, when they mark one only and it is long enough.</summary>
    private static IElement Ground(IElement body, ReadLimit limit)
    {
        foreach (var selector in Marks)
        {
            var marked = body.QuerySelectorAll(selector).Where(e => e.ParentElement?.Closest(selector) is null && Holds(e, Enough, limit)).Take(2).ToList();
            if (marked is [var only]) return only;
        }

        var headed = body.QuerySelectorAll("article").Where(a => Holds(a, Some, limit) && a.QuerySelector("h1") is not null).Take(2).ToList();
        if (headed is [var first]) return first;

        return body;
    }

    private static bool Holds(IElement element, int letters, ReadLimit limit)
    {
        limit.Check();
        return element.TextContent.Length >= letters;
    }
}
