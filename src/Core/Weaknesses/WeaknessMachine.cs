using Monitor.Core.Probes;

namespace Monitor.Core.Weaknesses;

/// <summary>
/// The rules of a weakness: open → mended, said so by looks of the probe that found it → reopened when it is seen again; accepted for a time by a person.
/// A look that could not see its target, or of another kind, proves nothing; nor does one older than what is known.
/// </summary>
public static class WeaknessMachine
{
    /// <summary>Time by which the last sight of a weakness may lag behind in the store, so that each look need not be a write.</summary>
    public static readonly TimeSpan SightLag = TimeSpan.FromMinutes(10);

    /// <summary>What one look changes.</summary>
    /// <param name="known">Weaknesses of the look's target.</param>
    /// <returns>Those that are to be stored, new ones without an id.</returns>
    public static IReadOnlyList<Weakness> Apply(IReadOnlyList<Weakness> known, WeaknessLook look, WeaknessRules rules)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(look);
        ArgumentNullException.ThrowIfNull(rules);
        List<Weakness> changed = [];
        foreach (var before in known)
        {
            var after = look.Seen.TryGetValue(before.Fingerprint, out var finding) ? Seen(before, finding, look, rules) : NotSeen(before, look, rules);
            if (Worth(before, after)) changed.Add(after with { Version = before.Version + 1 });
        }

        var missing = known.Select(w => w.Fingerprint).ToHashSet(StringComparer.Ordinal);
        changed.AddRange(look.Seen.Where(s => !missing.Contains(s.Key)).Select(s => New(s.Key, s.Value, look, rules)));
        return changed;
    }

    private static Weakness New(string fingerprint, Finding finding, WeaknessLook look, WeaknessRules rules)
    {
        var owner = rules.OwnerOf(look.TargetId, finding.Code);
        return new Weakness
        {
            Fingerprint = fingerprint,
            TargetId = look.TargetId,
            Kind = look.Kind,
            Code = finding.Code,
            Subject = finding.Subject,
            Severity = finding.Severity,
            Message = finding.Message,
            FirstSeen = look.At,
            LastSeen = look.At,
            LookedAt = look.At,
            Due = rules.DueOf(finding.Severity, look.At),
            Owner = owner,
            ReportedAt = owner is null ? null : look.At,
        };
    }

    private static Weakness Seen(Weakness before, Finding finding, WeaknessLook look, WeaknessRules rules)
    {
        if (look.At <= before.LookedAt) return before;
        var seen = before with { Kind = look.Kind, Severity = finding.Severity, Message = finding.Message, LastSeen = look.At, LookedAt = look.At, Clean = 0 };
        if (before.State == WeaknessState.Fixed)
        {
            return seen with
            {
                State = WeaknessState.Reopened,
                FixedAt = null,
                Reopenings = before.Reopenings + 1,
                ReopenedAt = look.At,
                Due = rules.DueOf(finding.Severity, look.At),
            };
        }

        if (before.Acceptance is { } accepted && (accepted.Until <= look.At || finding.Severity > accepted.Severity)) seen = WeaknessWord.Open(seen, accepted, look.At);
        // Worse than it was: the shorter time counts from now, but never gives more than was left.
        return finding.Severity > before.Severity ? seen with { Due = Earlier(seen.Due, rules.DueOf(finding.Severity, look.At)) } : seen;
    }

    private static Weakness NotSeen(Weakness before, WeaknessLook look, WeaknessRules rules)
    {
        if (!look.Reached || look.Kind != before.Kind || before.State == WeaknessState.Fixed || look.At <= before.LookedAt) return before;
        var clean = before.Clean + 1;
        return clean < rules.VerifyLooks
            ? before with { Clean = clean, LookedAt = look.At }
            : before with { Clean = clean, LookedAt = look.At, State = WeaknessState.Fixed, FixedAt = look.At, Acceptance = null };
    }

    private static bool Worth(Weakness before, Weakness after) =>
        after.LastSeen - before.LastSeen >= SightLag || before with { LastSeen = after.LastSeen, LookedAt = after.LookedAt } != after;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
