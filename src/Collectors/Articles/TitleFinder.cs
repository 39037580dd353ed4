using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Monitor.Collectors.Parsing;
using Monitor.Core.Text;

namespace Monitor.Collectors.Articles;

/// <summary>
/// The headline. What the page declares (JSON-LD, Open Graph) and its title carry the site's name at an end; the heading that says the same
/// without it is the better reading.
/// </summary>
internal static class TitleFinder
{
    private const int MaxLength = 500;
    private static readonly string[] Separators = [" | ", "_", " - ", " – ", " — ", " » ", " « ", " · ", " :: ", "|", "--", "-", "—", " / ", "丨", "｜"];

    public static string? Find(IHtmlDocument document, LinkedData linked, MetaTags meta, ReadLimit limit)
    {
        var site = meta.First("og:site_name", "application-name");
        var page = PlainText.Collapse(document.Title ?? "").Replace('\n', ' ');
        var headings = document.QuerySelectorAll("h1").Concat(document.QuerySelectorAll("[itemprop~='headline' i]")).Concat(document.QuerySelectorAll("h2, h3").Take(30)).Concat(document.QuerySelectorAll("[class*='title' i], [id*='title' i], [class*='headline' i]").Where(e => e.ChildElementCount < 3).Take(60))
            .Select(h => Read(h, limit).Replace('\n', ' ').CutTo(MaxLength)).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var declared = Text(meta.First("dc:title", "dc.title", "dcterms.title", "og:title", "weibo:article:title", "weibo:webpage:title", "title", "twitter:title", "parsely-title"));
        if ((Text(linked.Headline) ?? declared) is { Length: > 0 } said) return Completed(WithoutSite(said, site), headings, page);
        if (page.Length == 0) return headings.FirstOrDefault();
        return headings.Where(h => IsHeadOf(h, page)).MaxBy(h => h.Length) ?? Bare(page, site);
    }

    /// <summary>Headings may lie within each other, each with all of those in it.</summary>
    private static string Read(IElement heading, ReadLimit limit)
    {
        limit.Check();
        return PlainText.Of(heading);
    }

    /// <summary>
    /// A declared title may end early (an unmasked quote closes the attribute) or late (the site's name): then the heading that begins alike
    /// is the whole of it.
    /// </summary>
    private static string Completed(string declared, List<string> headings, string page) =>
        headings.FirstOrDefault(h => h.Length > declared.Length && h.StartsWith(declared, StringComparison.Ordinal) && page.StartsWith(h, StringComparison.Ordinal))
        ?? declared;

    /// <summary>Whether the heading is the whole of the longer title, or all of it but a part cut off by a separator.</summary>
    private static bool IsHeadOf(string heading, string title)
    {
        if (Weight(heading) < 8 || title.Length < heading.Length) return false;
        var at = title.IndexOf(heading, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return false;
        var before = title[..at].TrimEnd();
        var after = title[(at + heading.Length)..].TrimStart();
        var spaced = after.Length > 0 && char.IsWhiteSpace(title[at + heading.Length]) && Weight(heading) >= 16 && heading.Length * 2 >= title.Length;
        if (spaced && before.Length == 0) return true;
        return (before.Length == 0 || (IsSeparator(before[^1]) && before[^1] is not (':' or '：') && Weight(before) < Weight(heading))) && (after.Length == 0 || IsSeparator(after[0])) && heading.Length * 3 >= title.Length;
    }

    private static bool IsSeparator(char c) => c is '|' or '_' or '-' or '–' or '—' or '»' or '«' or '·' or ':' or '/' or '丨' or '｜' or '：' or '<' or '>' or '•' or '~';

    private static string WithoutSite(string title, string? site)
    {
        if (site is not { Length: > 1 } || !title.EndsWith(site, StringComparison.OrdinalIgnoreCase)) return title;
        var cut = title[..^site.Length].TrimEnd();
        return cut.Length > 0 && IsSeparator(cut[^1]) ? cut.TrimEnd(' ', '|', '_', '-', '–', '—', '»', '·', ':') : title;
    }

    /// <summary>The title element without the names of channel and site: parts after the first are cut while the first says enough.</summary>
    private static string Bare(string page, string? site)
    {
        var title = WithoutSite(page, site);
        foreach (var separator in Separators)
        {
            var parts = title.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length < 2) continue;
            var (first, longest) = (parts[0], parts.MaxBy(Weight)!);
            if (Weight(longest) >= 8) return Weight(first) * 2 >= Weight(longest) ? first : longest;
        }

        return title;
    }

    private static int Weight(string text) => text.Sum(c => c >= '\u2E80' ? 2 : 1);

    private static string? Text(string? written) => written is null ? null : PlainText.FromTitle(written).CutTo(MaxLength);
}
