using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Core.Sources;
using Monitor.Core.Telemetry;
using Monitor.Host.Configuration;

namespace Monitor.Host.Telemetry;

/// <summary>Counts what the service's own jobs did; a drill or a replay goes through the same loops and is not counted.</summary>
internal sealed class Counted(ICurrentConfig config)
{
    public void Read(SourceRun run)
    {
        Vitals.PostsCollected.Add(run.Items);
        Vitals.PostsStored.Add(run.Fresh);
        Vitals.SourceRuns.Add(1, Labels("state", Low(run.State), "source", run.SourceId));
    }

    public void Checked(ProbeResult result)
    {
        Vitals.Probes.Add(1, Labels("state", Low(result.State), "target", result.TargetId));
        if (result.Timings is { } timings) Vitals.ProbeSeconds.Record(timings.Total / 1000, Labels("state", Low(result.State), "target", result.TargetId));
    }

    public static void Judged(JudgeOutcome outcome)
    {
        foreach (var reason in outcome.Decisions.CountBy(d => d.Reason)) Vitals.Signals.Add(reason.Value, new KeyValuePair<string, object?>("decision", Low(reason.Key)));
    }

    private KeyValuePair<string, object?>[] Labels(string first, string value, string each, string id) =>
        config.Current.Metrics.PerTarget ? [new(first, value), new(each, id)] : [new(first, value)];

    private static string Low<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
