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

    /// <summary>Mean time that one check stood for; phases change it, so it is taken from the results.</summary>
    private static TimeSpan Pace(TargetDefinition target, IReadOnlyList<ProbeResult> results)
    {
        if (results.Count < 2) return target.Interval;
        var most = target.Interval * LongestSilence;
        return results.Zip(results.Skip(1), (a, b) => b.At - a.At < most ? b.At - a.At : most).Aggregate(TimeSpan.Zero, (sum, gap) => sum + gap) / (results.Count - 1);
    }
}
