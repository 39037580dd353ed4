using Monitor.Core.Judgements;

namespace Monitor.Analysis.Claims.Facts;

/// <summary>
/// All official facts and denials held, as one immutable snapshot. Of two official words on the same subject and year the newer is in force;
/// an older one still answers for posts of its own time, so that a post is not blamed for what was changed later.
/// </summary>
public sealed class FactBook
{
    private readonly Dictionary<(ClaimKind, string, int), OfficialFact[]> _facts;

    private FactBook(IReadOnlyList<OfficialFact> facts, IReadOnlyList<OfficialRebuttal> rebuttals)
    {
        Facts = facts;
        Rebuttals = rebuttals;
        _facts = facts.GroupBy(f => (f.Kind, SubjectKey.Head(f.Subject), f.Year)).ToDictionary(g => g.Key, g => g.ToArray());
        Denials = new RebuttalIndex(rebuttals);
    }

    public static FactBook Empty { get; } = new([], []);

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<OfficialFact> Facts { get; }

    public IReadOnlyList<OfficialRebuttal> Rebuttals { get; }

    internal RebuttalIndex Denials { get; }

    /// <summary>A book that holds these too; an id known already is kept as it was.</summary>
    public FactBook With(IEnumerable<OfficialFact> facts, IEnumerable<OfficialRebuttal> rebuttals) => new(
        [.. Facts.Concat(facts).DistinctBy(f => f.Id).OrderBy(f => f.Published).ThenBy(f => f.Id, StringComparer.Ordinal)],
        [.. Rebuttals.Concat(rebuttals).DistinctBy(r => r.Id).OrderBy(r => r.Published).ThenBy(r => r.Id, StringComparer.Ordinal)]);

    /// <summary>Facts a claim can be held against, oldest first; of the claim's year only.</summary>
    internal IReadOnlyList<OfficialFact> About(Claim claim)
    {
        if (!_facts.TryGetValue((claim.Kind, SubjectKey.Head(claim.Subject), claim.Year), out var facts)) return [];
        var about = new List<OfficialFact>(2);
        foreach (var fact in facts)
        {
            if (SubjectKey.Meet(fact.Subject, claim.Subject)) about.Add(fact);
        }

        return about;
    }

    /// <summary>
    /// True when the newer word takes the older one's place: it announces a change and is at least as general, or says something else of exactly
    /// the same. Days of an exam add to each other unless a change is announced.
    /// </summary>
    internal static bool Supersedes(OfficialFact newer, OfficialFact older)
    {
        if (newer.Published <= older.Published) return false;
        if (newer.Value.Change is ClaimChange.Extended or ClaimChange.Early && newer.Value.Unit != ValueUnit.None) return SubjectKey.Covers(newer.Subject, older.Subject);
        return newer.Value.Unit != ValueUnit.None && newer.Kind is ClaimKind.Deadline or ClaimKind.ScoreLine or ClaimKind.Fee && newer.Subject == older.Subject;
    }
}
