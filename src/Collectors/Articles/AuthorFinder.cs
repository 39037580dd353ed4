using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Articles;

/// <summary>Who wrote it, as the page shows it; several are joined by commas.</summary>
internal static partial class AuthorFinder
{
    private const int MaxLength = 100;

    public static string? Find(IHtmlDocument document, LinkedData linked, MetaTags meta)
    {
        if (Joined(linked.Authors) is { } declared) return declared;
        if (Joined(meta.All("author", "byl", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "twitter:creator")) is { } named) return named.Split(", ")[0];
        foreach (var selector in new[] { "[itemprop~='author' i] [itemprop~='name' i], [itemprop~='author' i]", "[rel~='author' i]", "[class*='byline' i], [class*='author-name' i]" })
        {
            if (Joined(document.QuerySelectorAll(selector).Take(5).Select(e => PlainText.Of(e))) is { } shown) return shown.Split(", ")[0];
        }

        return document.Body is { } body && Labelled().Match(PlainText.Of(body)) is { Success: true } m ? m.Groups[1].Value.Trim() : null;
    }

    private static string? Joined(IEnumerable<string> names)
    {
        var made = names.Select(n => By().Replace(n.Replace('\n', ' '), "").Trim(' ', ',', '|', '：', ':')).Where(IsName).Distinct(StringComparer.Ordinal).ToList();
        return made.Count == 0 ? null : string.Join(", ", made);
    }

    /// <summary>An address or a handle is no name.</summary>
    private static bool IsName(string text) => text.Length is > 1 and < MaxLength && !text.Contains("://", StringComparison.Ordinal) && !text.StartsWith('@');

    [GeneratedRegex("^\\s*(?:by|von|par|por|di|作者|文)\\s*[:：]?\\s+|^\\s*(?:作者|文|撰文|记者)\\s*[:：]\\s*", RegexOptions.IgnoreCase)]
    private static partial Regex By();

    [GeneratedRegex("(?:作者|撰文|文/)\\s*[:：]?\\s*([\\p{IsCJKUnifiedIdeographs}A-Za-z·]{2,20})")]
    private static partial Regex Labelled();
}
