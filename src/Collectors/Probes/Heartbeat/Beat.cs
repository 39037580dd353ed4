namespace Monitor.Collectors.Probes.Heartbeat;

/// <summary>What a job reports.</summary>
public enum BeatStatus { Ok, Fail, Start }

/// <summary>One report, as it came.</summary>
/// <param name="At">When it came, by our clock: a job's own may be wrong.</param>
/// <param name="Message">The job's own words; null when it said nothing.</param>
/// <param name="Took">How long the job says it took.</param>
public sealed record Beat(DateTimeOffset At, BeatStatus Status, string? Message = null, TimeSpan? Took = null);
