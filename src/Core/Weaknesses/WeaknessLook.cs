using Monitor.Core.Probes;

namespace Monitor.Core.Weaknesses;

/// <summary>What one check says of the weaknesses of its target.</summary>
/// <param name="Kind">Kind of the probe, with its vantage point where that is not our own: what is shown there need not be shown here.</param>
/// <param name="Reached">It could see its target, so that what it does not show is not there.</param>
/// <param name="Seen">By fingerprint; of several findings of one the worst.</param>
public sealed record WeaknessLook(string TargetId, string Kind, DateTimeOffset At, bool Reached, IReadOnlyDictionary<string, Finding> Seen)
{
    public static WeaknessLook Of(string kind, ProbeResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var seen = new Dictionary<string, Finding>(StringComparer.Ordinal);
        foreach (var finding in result.Findings.Where(WeaknessKey.Is))
        {
            var key = WeaknessKey.Fingerprint(result.TargetId, finding.Code, finding.Subject);
            if (!seen.TryGetValue(key, out var known) || finding.Severity > known.Severity) seen[key] = finding;
        }

        return new WeaknessLook(result.TargetId, result.Vantage is null ? kind : $"{kind}@{result.Vantage}", result.At, result.State is ProbeState.Up or ProbeState.Degraded, seen);
    }
}
