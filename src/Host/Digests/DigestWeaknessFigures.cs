using Monitor.Alerts.Digest;
using Monitor.Core.Probes;
using Monitor.Core.Weaknesses;

namespace Monitor.Host.Digests;

/// <summary>The register's movement in a period, as it stood at its end as far as the register tells: it keeps the last time a weakness was mended, not each.</summary>
internal static class DigestWeaknessFigures
{
    /// <param name="name">Of a target, by its id.</param>
    public static IReadOnlyList<DigestWeakness> Of(IEnumerable<Weakness> register, DigestSpan span, Func<string, string> name) =>
    [
        .. register.Where(w => w.FirstSeen < span.Until).GroupBy(w => w.TargetId, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => Of(name(g.Key), [.. g], span)).Where(w => w.Found + w.Reported + w.Fixed + w.Open > 0),
    ];

    /// <summary>From found, or found again, to the look that proved it mended; null when none was mended.</summary>
    public static TimeSpan? MeanToFix(IEnumerable<Weakness> register, DigestSpan span)
    {
        var times = register.Where(w => Within(w.FixedAt, span)).Select(w => w.FixedAt!.Value - w.OpenSince).ToList();
        return times.Count > 0 ? times.Aggregate(TimeSpan.Zero, (sum, t) => sum + t) / times.Count : null;
    }

    private static DigestWeakness Of(string name, IReadOnlyList<Weakness> all, DigestSpan span)
    {
        // What was mended after the period was open at its end.
        var open = all.Where(w => w.FixedAt is { } done ? done >= span.Until : w.IsOpenAt(span.Until) && w.OpenSince < span.Until).ToList();
        return new DigestWeakness(
            name, all.Count(w => Within(w.FirstSeen, span) || Within(w.ReopenedAt, span)), all.Count(w => Within(w.FixedAt, span)), open.Count, open.Count(w => w.Severity == FindingSeverity.High))
        {
            Reported = all.Count(w => Within(w.ReportedAt, span)),
            Overdue = open.Count(w => WeaknessDays.Of(span.Until.AddTicks(-1)) > w.Due),
        };
    }

    private static bool Within(DateTimeOffset? at, DigestSpan span) => at >= span.From && at < span.Until;
}
