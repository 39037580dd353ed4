namespace Monitor.Core.Probes;

/// <summary>A target's results of one stretch of time, all vantage points together.</summary>
public sealed record ProbeBucket(string TargetId, DateTimeOffset At, int Up, int Degraded, int Down, int Unknown, Latencies Latency)
{
    /// <summary>The finest there is.</summary>
    public static readonly TimeSpan Width = TimeSpan.FromMinutes(5);

    /// <summary>Results that say something of the target.</summary>
    public int Known => Up + Degraded + Down;

    public static DateTimeOffset StartOf(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % Width.Ticks), TimeSpan.Zero);

    /// <summary>What a result adds to the durations: only answers that served are timed.</summary>
    public static double? TimeOf(ProbeResult result) => result is { State: ProbeState.Up or ProbeState.Degraded, Timings.Total: var total } ? total : null;

    /// <summary>With one result more, counted without its duration.</summary>
    public ProbeBucket Counting(ProbeState state) => state switch
    {
        ProbeState.Up => this with { Up = Up + 1 },
        ProbeState.Degraded => this with { Degraded = Degraded + 1 },
        ProbeState.Down => this with { Down = Down + 1 },
        _ => this with { Unknown = Unknown + 1 },
    };
}
