using System.Diagnostics.Metrics;

namespace Monitor.Core.Telemetry;

/// <summary>
/// What the service counts of itself, on the meter "Monitor". Names follow Prometheus: base units, without the suffix that its text adds to counters.
/// Labels come from closed lists or from config, never from what strangers write.
/// </summary>
public static class Vitals
{
    public const string Name = "Monitor";

    private static readonly Meter Meter = new(Name);

    /// <summary>Posts seen in answers of sources, known ones too.</summary>
    public static Counter<long> PostsCollected { get; } = Meter.CreateCounter<long>("monitor_posts_collected", null, "Posts seen in answers of sources, known ones too.");

    public static Counter<long> PostsStored { get; } = Meter.CreateCounter<long>("monitor_posts_stored", null, "Posts stored for the first time.");

    public static Counter<long> SourceRuns { get; } = Meter.CreateCounter<long>("monitor_source_runs", null, "Reads of sources by how they went.");

    public static Counter<long> Probes { get; } = Meter.CreateCounter<long>("monitor_probe_results", null, "Checks of targets by what they saw.");

    public static Histogram<double> ProbeSeconds { get; } = Meter.CreateHistogram<double>("monitor_probe_duration_seconds", "s", "Whole time of checks that measured it.");

    public static Histogram<double> TurnSeconds { get; } = Meter.CreateHistogram<double>("monitor_loop_duration_seconds", "s", "Turns of the service's loops; judge is a look at everything.");

    public static Histogram<double> TurnLag { get; } = Meter.CreateHistogram<double>("monitor_loop_lag_seconds", "s", "How much later than planned a turn began.");

    public static Counter<long> TurnFaults { get; } = Meter.CreateCounter<long>("monitor_loop_failures", null, "Turns that ended with a failure.");

    public static Counter<long> Signals { get; } = Meter.CreateCounter<long>("monitor_signals", null, "Signals the judge decided about, by what was decided.");

    public static Counter<long> Deliveries { get; } = Meter.CreateCounter<long>("monitor_delivery_attempts", null, "Attempts to deliver a notice by how they ended.");

    public static Histogram<double> DeliverySeconds { get; } = Meter.CreateHistogram<double>("monitor_delivery_latency_seconds", "s", "From a notice's making to its delivery.");

    public static Histogram<double> StoreWrite { get; } = Meter.CreateHistogram<double>("monitor_store_write_duration_seconds", "s", "Write transactions, the wait for their turn included.");
}
