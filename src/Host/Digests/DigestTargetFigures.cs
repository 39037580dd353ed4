using Monitor.Alerts.Digest;
using Monitor.Core.Probes;

namespace Monitor.Host.Digests;

/// <summary>What one target's results say of a period. Results come oldest first.</summary>
internal static class DigestTargetFigures
{
    /// <summary>A result speaks for the time to the next one, but not for longer than so many intervals: what nobody looked at is not known.</summary>
    private const int LongestSilence = 3;

    public static DigestTarget Availability(TargetDefinition target, IReadOnlyList<ProbeResult> results)
    {
        int Of(ProbeState state) => results.Count(r => r.State == state);
        return new DigestTarget(target.Name, Of(ProbeState.Up), Of(ProbeState.Degraded), Of(ProbeState.Down), Of(ProbeState.Unknown))
        {
            Slo = target.Slo / 100,
            Interval = Pace(target, results),
        };
    }

    /// <summary>
    /// Findings of the period against those known at its beginning. Only a check that reached its target can say that a finding is gone, and one that
    /// names a weakness, such as an expired certificate, has reached it; what a check says of the moment (http.*: slow, wrong answer) is none.
    /// </summary>
    public static DigestWeakness Movement(TargetDefinition target, IReadOnlyList<ProbeResult> results, DateTimeOffset from)
    {
        var told = results.Where(r => r.State is ProbeState.Up or ProbeState.Degraded || Codes(r).Count > 0).ToList();
        // Where the watch has only begun, what its first look finds is not new.
        var before = Codes(told.LastOrDefault(r => r.At < from) ?? told.FirstOrDefault());
        var now = told.LastOrDefault(r => r.At >= from);
        if (now is null) return new DigestWeakness(target.Name, 0, 0, before.Count, 0);
        var (seen, open) = (told.Where(r => r.At >= from).SelectMany(Codes).ToHashSet(StringComparer.Ordinal), Codes(now));
        var found = seen.Except(before, StringComparer.Ordinal).Count();
        var high = now.Findings.Where(f => f.Severity == FindingSeverity.High && open.Contains(f.Code)).Select(f => f.Code).Distinct(StringComparer.Ordinal).Count();
        return new DigestWeakness(target.Name, found, before.Union(seen, StringComparer.Ordinal).Except(open, StringComparer.Ordinal).Count(), open.Count, high);
    }

    private static HashSet<string> Codes(ProbeResult? result) =>
        result is null ? [] : [.. result.Findings.Where(f => f.Severity > FindingSeverity.Info && !f.Code.StartsWith("http.", StringComparison.Ordinal)).Select(f => f.Code)];

    /// <summary>Mean time that one check stood for; phases change it, so it is taken from the results.</summary>
    private static TimeSpan Pace(TargetDefinition target, IReadOnlyList<ProbeResult> results)
    {
        if (results.Count < 2) return target.Interval;
        var most = target.Interval * LongestSilence;
        return results.Zip(results.Skip(1), (a, b) => b.At - a.At < most ? b.At - a.At : most).Aggregate(TimeSpan.Zero, (sum, gap) => sum + gap) / (results.Count - 1);
    }
}
