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

    public static string? Find(IHtmlDocument document, LinkedData linked, MetaTags meta, Uri? url, ReadLimit limit)
    {
        var page = Line(document.Title ?? "").CutTo(MaxLength);
        var site = SiteNames.Of(document, linked, meta, url);
        var main = document.QuerySelectorAll("h1").Concat(document.QuerySelectorAll("[itemprop~='headline' i]")).Select(h => Shown(h, limit)).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var headings = main.Concat(document.QuerySelectorAll("h2, h3").Take(30).Concat(document.QuerySelectorAll("[class*='title' i], [id*='title' i], [class*='headline' i]").Where(e => e.ChildElementCount < 3).Take(60)).Select(h => Shown(h, limit)).Where(t => t.Length > 0))
            .Distinct(StringComparer.Ordinal).ToList();
        // ArticleTitle: China's guideline for government sites (国办发〔2017〕47号).
        var declared = Text(meta.First("articletitle", "dc:title", "dc.title", "dcterms.title", "og:title", "weibo:article:title", "weibo:webpage:title", "title", "twitter:title", "parsely-title"));
        if (declared is not null && IsForAllPages(declared, main, page, site)) declared = null;
        var stated = Text(linked.Headline) is { Length: > 0 } headline && !IsOutvoted(headline, declared, main, page, site) ? headline : declared;
        if (stated is { Length: > 0 } said) return Completed(WithoutFurniture(said, main, page, site), headings, page, site);
        if (page.Length == 0) return headings.FirstOrDefault();
        if (OfTitle(page, main, headings, site) is { } repeated) return repeated;
        var bare = TitleParts.Bare(page, site);
        // Title of the whole site, or the same headline in other words: the one heading that is read on the page.
        return main is [{ } only] && !site.Is(only) && TitleParts.Weight(only) >= 8 && (site.Is(bare) || site.Signs(bare) || IsReworded(only, bare)) ? only : bare;
    }

    /// <summary>The heading the page's title repeats.</summary>
    private static string? OfTitle(string page, List<string> main, List<string> headings, SiteNames site) =>
        headings.Where(h => IsHeadOf(h, page, site)).MaxBy(h => h.Length)
        ?? main.FirstOrDefault(h => !site.Is(h) && TitleParts.Cuts(page).FirstOrDefault(c => c.IsPlain) is { } cut && SiteNames.Key(cut.Head) == SiteNames.Key(h));

    /// <summary>Whether JSON-LD gives the site's name, or something that Open Graph, main heading and title agree against.</summary>
    private static bool IsOutvoted(string headline, string? declared, List<string> main, string page, SiteNames site) =>
        site.Is(headline) || (declared is not null && page.StartsWith(declared, StringComparison.Ordinal) && main.Contains(declared, StringComparer.Ordinal) && Shared(declared, headline) < 0.3);

    /// <summary>Some sites declare one title, their own name, for all their pages: it has nothing of what title and main heading both say.</summary>
    private static bool IsForAllPages(string said, List<string> main, string page, SiteNames site) =>
        (site.Opens(said) || TitleParts.Cuts(said).Any(c => site.Opens(c.Head) || site.Is(c.Tail)))
        && main.Any(h => !site.Is(h) && TitleParts.Weight(h) >= 16 && page.StartsWith(h, StringComparison.Ordinal) && Shared(said, h) < 0.3);

    /// <summary>
    /// Without the site's name at the end, and without what the main heading leaves out: a tail that also ends the page's title, a section
    /// before a bar.
    /// </summary>
    private static string WithoutFurniture(string said, List<string> main, string page, SiteNames site)
    {
        var keys = main.Where(h => TitleParts.Weight(h) >= 8 && !site.Is(h)).Select(SiteNames.Key).ToHashSet(StringComparer.Ordinal);
        var pageKey = SiteNames.Key(page);
        foreach (var cut in TitleParts.Cuts(said))
        {
            if (keys.Contains(SiteNames.Key(cut.Head)) && cut.Separator.Length > 0 && pageKey.EndsWith(SiteNames.Key(cut.Tail), StringComparison.Ordinal)) return cut.Head;
            if (keys.Contains(SiteNames.Key(cut.Tail)) && (cut.Separator is "|" or "｜" || site.Is(cut.Head)) && TitleParts.Weight(cut.Head) < TitleParts.Weight(cut.Tail)) return cut.Tail;
        }

        return TitleParts.WithoutSite(said, site);
    }

    /// <summary>
    /// A declared title may end early (an unmasked quote closes the attribute) or late (the site's name): then the heading that begins alike
    /// is the whole of it.
    /// </summary>
    private static string Completed(string declared, List<string> headings, string page, SiteNames site)
    {
        if (headings.FirstOrDefault(h => h.Length > declared.Length && h.StartsWith(declared, StringComparison.Ordinal) && page.StartsWith(h, StringComparison.Ordinal)) is { } heading) return heading;
        return page.Length > declared.Length && page.StartsWith(declared, StringComparison.Ordinal) && page[declared.Length..].TrimStart() is ['"', ..] ? TitleParts.Bare(page, site) : declared;
    }

    /// <summary>Whether the heading is the whole of the longer title, or all of it but a part cut off by a separator.</summary>
    private static bool IsHeadOf(string heading, string title, SiteNames site)
    {
        if (TitleParts.Weight(heading) < 8 || title.Length < heading.Length || site.Is(heading)) return false;
        var at = title.IndexOf(heading, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return false;
        var before = title[..at].TrimEnd();
        var after = title[(at + heading.Length)..].TrimStart();
        var spaced = after.Length > 0 && char.IsWhiteSpace(title[at + heading.Length]) && TitleParts.Weight(heading) >= 16 && heading.Length * 2 >= title.Length;
        if (spaced && before.Length == 0) return true;
        return (before.Length == 0 || (IsSeparator(before[^1]) && (before[^1] is not (':' or '：') || site.Is(before)) && TitleParts.Weight(before) < TitleParts.Weight(heading)))
            && (after.Length == 0 || IsSeparator(after[0])) && heading.Length * 3 >= title.Length;
    }

    private static bool IsSeparator(char c) => c is '|' or '_' or '-' or '–' or '—' or '»' or '«' or '·' or ':' or '/' or '丨' or '｜' or '：' or '<' or '>' or '•' or '~';

    private static bool IsReworded(string one, string other) => !one.Contains(other, StringComparison.OrdinalIgnoreCase) && Math.Max(Shared(one, other), Shared(other, one)) >= 0.3 && Alike(one, other) * 2 < Math.Min(one.Length, other.Length);

    /// <summary>Letters with which both begin.</summary>
    private static int Alike(string one, string other) => one.Zip(other).TakeWhile(p => p.First == p.Second).Count();

    /// <summary>Share of one title's runs of three letters that the other has too.</summary>
    private static double Shared(string one, string other)
    {
        var runs = Runs(other).ToHashSet(StringComparer.Ordinal);
        return Runs(one).DefaultIfEmpty("").Average(r => runs.Contains(r) ? 1.0 : 0);
    }

    private static IEnumerable<string> Runs(string text)
    {
        var key = SiteNames.Key(text);
        for (var i = 0; i + 2 < key.Length; i++) yield return key.Substring(i, 3);
    }

    /// <summary>Headings may lie within each other, each with all of those in it.</summary>
    private static string Shown(IElement element, ReadLimit limit)
    {
        limit.Check();
        return Line(PlainText.Of(element)).CutTo(MaxLength);
    }

    private static string Line(string text) => PlainText.Collapse(text).Replace('\n', ' ');

    private static string? Text(string? written) => written is null ? null : PlainText.FromTitle(written).CutTo(MaxLength);
}
