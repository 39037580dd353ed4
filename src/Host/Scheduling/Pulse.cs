using System.Collections.Concurrent;

namespace Monitor.Host.Scheduling;

/// <summary>
/// When each loop last came to its end. A loop that has not done so within its limit is stalled, and /healthz says so.
/// Measured on the machine's own clock even when the domain's clock is faster.
/// </summary>
internal sealed class Pulse(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (long At, TimeSpan Limit, bool Beaten)> _loops = new(StringComparer.Ordinal);

    /// <summary>Starts the clock of a loop before its first turn.</summary>
    public void Expect(string loop, TimeSpan limit) => _loops[loop] = (time.GetTimestamp(), limit, false);

    public void Beat(string loop) => _loops.AddOrUpdate(loop, _ => (time.GetTimestamp(), TimeSpan.MaxValue, true), (_, old) => (time.GetTimestamp(), old.Limit, true));

    /// <summary>Names of loops that are overdue, with how long ago they last ended a turn.</summary>
    public IReadOnlyList<string> Stalled() =>
        [.. _loops.Where(l => time.GetElapsedTime(l.Value.At) > l.Value.Limit)
            .Select(l => $"{l.Key}: {(long)time.GetElapsedTime(l.Value.At).TotalSeconds} s, limit {(long)l.Value.Limit.TotalSeconds} s").Order(StringComparer.Ordinal)];

    /// <summary>Loops that have not yet ended a first turn.</summary>
    public IReadOnlyList<string> Waiting() => [.. _loops.Where(l => !l.Value.Beaten).Select(l => l.Key).Order(StringComparer.Ordinal)];
}
