using Monitor.Core.Judgements;

namespace Monitor.Analysis.Claims.Reading;

/// <summary>How a sentence says what stands at a place: plainly, as a question, as untrue, or as a wish or guess.</summary>
internal static class Stances
{
    private const int NegationReach = 5;
    private const int NextReach = 24;

    public static ClaimStance At(Passage p, in Sentence s, int start, int end)
    {
        if (IsDenied(p, s, start, end)) return ClaimStance.Denied;
        if (s.Mark == '?' || p.Has(s, Tag.Question, s.Start, s.End)) return ClaimStance.Asked;
        if (p.Has(s, Tag.Wish, s.Start, Math.Min(end, s.End)) || p.Find(s, Tag.Wish, end, s.End) is { Value: "after" }) return ClaimStance.Supposed;
        return p.Has(s, Tag.Guess, p.ClauseStart(s, start), p.ClauseEnd(s, end)) ? ClaimStance.Supposed : ClaimStance.Asserted;
    }

    /// <summary>True when the words at the place are directly negated: 不会延长, 没有推迟.</summary>
    public static bool IsNegated(Passage p, in Sentence s, int start) => p.FindLast(s, Tag.Negation, Math.Max(p.ClauseStart(s, start), start - NegationReach - 2), start) is { } no && start - no.End <= NegationReach;

    private static bool IsDenied(Passage p, in Sentence s, int start, int end)
    {
        if (IsNegated(p, s, start)) return true;
        var hearsay = p.Has(s, Tag.Hearsay, s.Start, start);
        if (p.FindLast(s, Tag.Truth, s.Start, end) is { } truth && !p.Has(s, Tag.Hearsay, truth.End, start)) return p.Has(s, Tag.Denial, end, p.ClauseEnd(s, end));
        return DeniedAfter(p, s, end, hearsay) || DeniedBefore(p, s, start, end, hearsay) || (hearsay && NextDenies(p, s));
    }

    /// <summary>"X是谣言" calls X untrue.</summary>
    private static bool DeniedAfter(Passage p, in Sentence s, int end, bool hearsay)
    {
        var clause = p.ClauseEnd(s, end);
        foreach (var hit in p.HitsOf(s))
        {
            if (hit.Tag == Tag.Denial && hit.Start >= end && (hearsay || hit.End <= clause || hit.Value != "warn") && !After(p, s, hit.Start, clause)) return true;
        }

        return false;
    }

    /// <summary>In "28号截止，别信谣言" the second denial word belongs to the warning before it.</summary>
    private static bool After(Passage p, in Sentence s, int at, int clause) =>
        at > clause && p.FindLast(s, Tag.Denial, clause, at) is { Value: "warn" } && !p.Has(s, Tag.Hearsay, s.Start, clause);

    /// <summary>"别信X", "辟谣：X的说法不对".</summary>
    private static bool DeniedBefore(Passage p, in Sentence s, int start, int end, bool hearsay) =>
        p.FindLast(s, Tag.Denial, s.Start, start) is { } before && (hearsay || before.Start >= p.ClauseStart(s, start) || p.Has(s, Tag.Report, end, s.End));

    /// <summary>网传……。该消息不实。</summary>
    private static bool NextDenies(Passage p, in Sentence s)
    {
        foreach (var hit in p.Hits[s.LastHit..])
        {
            if (hit.Start > s.End + NextReach) return false;
            if (hit.Tag == Tag.Denial) return true;
        }

        return false;
    }
}
