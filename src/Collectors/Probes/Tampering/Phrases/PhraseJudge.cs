using System.Text.RegularExpressions;

namespace Monitor.Collectors.Probes.Tampering.Phrases;

/// <summary>
/// Says whether a title, a link's words or a description is what is put into hacked sites: betting, lottery figures, adult video, wallets, casinos'
/// telephone lines, grey goods, or a defacer's name. Rules one can read; weights of one category add up.
/// </summary>
internal static class PhraseJudge
{
    private const int Decides = 100;

    public static PhraseVerdict Judge(string? phrase)
    {
        if (string.IsNullOrWhiteSpace(phrase)) return PhraseVerdict.Clean;
        var text = PhraseText.Of(phrase);
        List<PhraseReason> reasons = [];
        foreach (var rule in PhraseLexicon.Shipped)
            if (Ask(rule, text) is { } reason) reasons.Add(reason);
        if (reasons.Count == 0) return PhraseVerdict.Clean;
        var points = reasons.GroupBy(r => r.Category).Max(g => g.Sum(r => r.Weight));
        // 100 points are one half: every further hundred halves what is left of the doubt.
        return new(1 - Math.Pow(0.5, points / (double)Decides), reasons);
    }

    private static PhraseReason? Ask(PhraseRule rule, PhraseText text)
    {
        try
        {
            return rule.Judge(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return null; // a phrase made to be endless is left to the other rules
        }
    }
}
