using Monitor.Analysis.Claims.Facts;
using Monitor.Core.Judgements;
using Monitor.Core.Sources;

namespace Monitor.Analysis.Claims;

/// <summary>
/// Holds a judged post against the official word and moves its rumour risk accordingly. Pure; works on the plain assessment of an assessor,
/// never on one it has moved already.
/// </summary>
public static class ClaimChecker
{
    /// <param name="text">Title and text, as kept.</param>
    public static Assessment Check(Assessment plain, string text, DateTimeOffset published, SourceRole role, FactBook book)
    {
        ArgumentNullException.ThrowIfNull(plain);
        ArgumentNullException.ThrowIfNull(book);
        var (claims, rebuttal) = Look(text, published, role, book);
        if (claims.Count == 0 && rebuttal is null) return plain;
        var risk = role == SourceRole.Official ? plain.Rumour : RiskMover.Move(plain, text, claims, rebuttal);
        return plain with { Rumour = risk, Claims = claims, Rebuttal = rebuttal };
    }

    /// <summary>What the book now says of a post, without its risk; cheap enough to ask of a whole day.</summary>
    public static (IReadOnlyList<CheckedClaim> Claims, OfficialRebuttal? Rebuttal) Look(string text, DateTimeOffset published, SourceRole role, FactBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        var claims = ClaimExtractor.Extract(text, published);
        IReadOnlyList<CheckedClaim> held = claims.Count == 0 ? [] : [.. claims.Select(c => ClaimJudge.Check(c, published, book))];
        if (role == SourceRole.Official) return (held, null);
        // Who tells the official word, or denies the rumour, shares its words and is not what was denied.
        var told = held.Any(c => c.Verdict == ClaimVerdict.Agrees || c.Claim.Stance == ClaimStance.Denied) || RebuttalReader.Denies(text);
        return (held, told ? null : book.Denials.Match(text));
    }

    /// <summary>True when the official word on the post is another than the one in its assessment.</summary>
    public static bool Differs(Assessment judged, IReadOnlyList<CheckedClaim> claims, OfficialRebuttal? rebuttal)
    {
        ArgumentNullException.ThrowIfNull(judged);
        ArgumentNullException.ThrowIfNull(claims);
        return judged.Rebuttal?.Id != rebuttal?.Id || judged.Claims.Count != claims.Count
            || judged.Claims.Zip(claims).Any(pair => pair.First.Verdict != pair.Second.Verdict || pair.First.Fact?.Id != pair.Second.Fact?.Id);
    }
}
