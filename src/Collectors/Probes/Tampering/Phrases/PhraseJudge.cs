using System.Text.RegularExpressions;

namespace Monitor.Collectors.Probes.Tampering.Phrases;

/// <summary>
/// Says whether a title, a link's words or a description is what is put into hacked sites: betting, lottery figures, adult video, wallets, casinos'
/// telephone lines, grey goods, or a defacer's name. Rules one can read; weights of one category add up. A small model is a further voice where no word
/// of a site's own is in the phrase.
/// </summary>
internal static class PhraseJudge
{
    /// <summary>The category of what the model alone says.</summary>
    public const string Likeness = "likeness";

    private const int Decides = 100;

    /// <summary>From here on the model decides alone, chosen on headlines it was not trained on.</summary>
    private const double Sure = 0.2;

    /// <summary>From here on it adds to what a rule already suspects.</summary>
    private const double Leaning = -0.6;

    private const int Half = 50;

    private const int Shortest = 5;

    public static PhraseVerdict Judge(string? phrase)
    {
        if (string.IsNullOrWhiteSpace(phrase)) return PhraseVerdict.Clean;
        var text = PhraseText.Of(phrase);
        List<PhraseReason> reasons = [];
        foreach (var rule in PhraseLexicon.Shipped.Rules)
            if (Ask(rule, text) is { } reason) reasons.Add(reason);
        var points = reasons.Count == 0 ? 0 : reasons.GroupBy(r => r.Category).Max(g => g.Sum(r => r.Weight));
        if (Hear(text) is { } voice)
        {
            reasons.Add(voice);
            points += voice.Weight;
        }

        // 100 points are one half: every further hundred halves what is left of the doubt.
        return reasons.Count == 0 ? PhraseVerdict.Clean : new(1 - Math.Pow(0.5, points / (double)Decides), reasons);
    }

    private static PhraseReason? Hear(PhraseText text)
    {
        // A button's few characters are no phrase, and a site's own words are what the model has seen least of.
        if (text.Bare.Length < Shortest || PhraseLexicon.Shipped.Own?.IsMatch(text.Bare) == true) return null;
        var score = PhraseModel.Shipped.Score(text);
        return score < Leaning ? null : new(Likeness, score >= Sure ? Decides : Half, PhraseModel.Shipped.Words(text));
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
