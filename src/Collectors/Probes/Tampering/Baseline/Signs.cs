using Monitor.Collectors.Probes.Tampering.Page;
using Monitor.Collectors.Probes.Tampering.Phrases;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Tampering.Baseline;

/// <summary>What is wrong on any page, learnt or not: so that a hacked one is never taken for the usual.</summary>
internal static class Signs
{
    private const int MostLinks = 8;

    /// <summary>Words of one page are judged within this; what is left over is told by the share of text and by its hosts.</summary>
    private const int MostPhrases = 1500;

    public static IEnumerable<Change> Of(PageFacts facts, string page) => [.. Titles(facts), .. Links(facts), .. Forms(facts, page), .. Injections(facts)];

    /// <summary>What only the search engine's crawler is shown.</summary>
    public static IEnumerable<Change> Cloaked(PageFacts shown, PageFacts crawled)
    {
        foreach (var (name, before, after) in new[] { ("title", shown.Title, crawled.Title), ("description", shown.Description, crawled.Description), ("keywords", shown.Keywords, crawled.Keywords) })
            if (after != before && PhraseJudge.Judge(after) is { Spam: true } verdict)
                yield return new(Codes.Cloaked, FindingSeverity.High, name, $"给搜索引擎看的 {name} 不同，且是垃圾信息（{verdict.Why}）", $"search engines are shown another {name}, and it is spam", before, after);
        var seen = shown.Anchors.Select(a => a.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var (anchor, verdict) in Spam(crawled.Anchors.Where(a => !seen.Contains(a.Text))).Take(3))
            yield return new(Codes.Cloaked, FindingSeverity.High, anchor.Host, $"只给搜索引擎看的垃圾链接（{verdict.Why}）", "a spam link that only search engines are shown", "", $"{anchor.Text} ({anchor.Url})");
    }

    private static IEnumerable<Change> Titles(PageFacts facts)
    {
        foreach (var (name, text) in new[] { ("title", facts.Title), ("description", facts.Description), ("keywords", facts.Keywords) })
            if (PhraseJudge.Judge(text) is { Spam: true } verdict)
                yield return new(Codes.SpamTitle, FindingSeverity.High, $"{name} {Masks.Hash(text)}", $"{name} 含垃圾信息（{verdict.Why}）", $"the {name} is spam ({verdict.Category})", "", text);
    }

    private static IEnumerable<Change> Links(PageFacts facts)
    {
        foreach (var (anchor, verdict) in Spam(facts.Anchors).Take(MostLinks))
        {
            var hidden = anchor.Hidden is null ? "" : $"，以 {anchor.Hidden} 隐藏";
            // A link of the site's own may lead to an old notice whose words were chosen badly; one away from it, or hidden, has no excuse.
            var severity = anchor.Host.Length > 0 || anchor.Hidden is not null ? FindingSeverity.High : FindingSeverity.Medium;
            yield return new(Codes.SpamLink, severity, $"{anchor.Host} {anchor.Text}", $"垃圾链接（{verdict.Why}{hidden}）", $"a spam link ({verdict.Category}{(anchor.Hidden is null ? "" : ", hidden")})", "", $"{anchor.Text} ({anchor.Url})");
        }
    }

    private static IEnumerable<Change> Forms(PageFacts facts, string page) =>
        facts.Forms.Where(f => f.Password && f.Host != page).Select(f => new Change(Codes.FormTarget, FindingSeverity.High, $"{f.Method} {f.Target}", "密码被提交到另一个域名", "a password is sent to another domain", "", f.Target));

    private static IEnumerable<Change> Injections(PageFacts facts) =>
        facts.Injections.Select(i => new Change(Codes.Injected, FindingSeverity.High, Masks.Hash(i.Sample), i.Chinese, i.English, "", i.Sample));

    private static IEnumerable<(Anchor Anchor, PhraseVerdict Verdict)> Spam(IEnumerable<Anchor> anchors)
    {
        // Hidden ones first: where there are too many, those are what matters.
        foreach (var anchor in anchors.Where(a => a.Text.Length > 1).DistinctBy(a => a.Text).OrderBy(a => a.Hidden is null).ThenBy(a => a.Host.Length == 0).Take(MostPhrases))
            if (PhraseJudge.Judge(anchor.Text) is { Spam: true } verdict) yield return (anchor, verdict);
    }
}
