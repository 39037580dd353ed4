using Monitor.Core.Judgements;

namespace Monitor.Analysis.Claims.Facts;

/// <summary>One claim held against the book.</summary>
internal static class ClaimJudge
{
    /// <param name="at">When the post was published: it is held against what was then in force, and against what was said since.</param>
    public static CheckedClaim Check(Claim claim, DateTimeOffset at, FactBook book)
    {
        var (verdict, fact) = Plain(claim, at, book.About(claim));
        if (claim.Stance == ClaimStance.Denied && verdict != ClaimVerdict.Unknown) verdict = verdict == ClaimVerdict.Agrees ? ClaimVerdict.Contradicts : ClaimVerdict.Agrees;
        return new CheckedClaim(claim, verdict, fact);
    }

    private static (ClaimVerdict, OfficialFact?) Plain(Claim claim, DateTimeOffset at, IReadOnlyList<OfficialFact> facts)
    {
        OfficialFact? against = null;
        for (var i = facts.Count - 1; i >= 0; i--)
        {
            var fact = facts[i];
            if (IsPast(fact, at, facts)) continue;
            switch (Comparison.Same(claim, fact))
            {
                case true: return (ClaimVerdict.Agrees, fact);
                // A change announced later is no reproach to who told the old date in time.
                case false when !SubjectKey.IsOnePaperOf(fact.Subject, claim.Subject) && !(fact.Published > at && facts.Any(old => old.Published <= at && FactBook.Supersedes(fact, old))): against ??= fact; break;
            }
        }

        return against is null ? (ClaimVerdict.Unknown, null) : (ClaimVerdict.Contradicts, against);
    }

    private static bool IsPast(OfficialFact fact, DateTimeOffset at, IReadOnlyList<OfficialFact> facts)
    {
        foreach (var newer in facts)
        {
            if (newer.Published <= at && FactBook.Supersedes(newer, fact)) return true;
        }

        return false;
    }
}
