using Monitor.Core.Probes;

namespace Monitor.Bench.Flaps;

/// <summary>What the next check of each target finds; the same in every run.</summary>
internal sealed class FlapWorld(bool single, TimeSpan every, TimeSpan length)
{
    private const double Failing = 0.01;

    private readonly Random _random = new(20260627);
    private readonly Dictionary<string, bool> _failed = new(StringComparer.Ordinal);

    /// <returns>Null where nobody looked.</returns>
    public ProbeResult? Next(string id, DateTimeOffset at, TimeSpan since)
    {
        var state = id switch
        {
            // Between the first and the second sixth of the time, but not longer than an hour.
            FlapPlay.Outage => Within(since, length / 6, TimeSpan.FromHours(1)) ? ProbeState.Down : ProbeState.Up,
            FlapPlay.Flapping => Within(since, length / 6, TimeSpan.FromHours(1)) && (int)(since / (6 * every)) % 2 == 0 ? ProbeState.Down : ProbeState.Up,
            FlapPlay.Gaps => Within(since, length / 6, length / 6) ? ProbeState.Unknown : ProbeState.Up,
            _ => Noise(id),
        };
        return id == FlapPlay.Gaps && Within(since, length / 3, length / 6) ? null : new ProbeResult
        {
            TargetId = id,
            At = at,
            State = state,
            FailedPhase = state == ProbeState.Down ? "connect" : null,
            Message = state == ProbeState.Down ? "连接超时" : null,
            Timings = state == ProbeState.Up ? Took(100 + (100 * _random.NextDouble())) : null,
        };
    }

    private static PhaseTimings Took(double ms) => new(2, 5, 20, ms - 30, 3, ms);

    private bool Within(TimeSpan since, TimeSpan begin, TimeSpan most) => since >= begin && since < begin + (most < length / 6 ? most : length / 6);

    private ProbeState Noise(string id)
    {
        var fails = _random.NextDouble() < Failing && !(single && _failed.GetValueOrDefault(id));
        _failed[id] = fails;
        return fails ? ProbeState.Down : ProbeState.Up;
    }
}
