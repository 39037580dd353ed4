namespace Monitor.Host.Demo.Clock;

/// <summary>A clock that starts at a chosen moment and runs a fixed number of times faster than the real one; its timers and timestamps run as fast.</summary>
internal sealed class ScaledClock(TimeProvider real, DateTimeOffset start, double speed) : TimeProvider
{
    private readonly long _origin = real.GetTimestamp();

    public double Speed { get; } = speed > 0 ? speed : throw new ArgumentOutOfRangeException(nameof(speed), speed, "expected a speed above zero");

    public override long TimestampFrequency => real.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => (start + real.GetElapsedTime(_origin) * Speed).ToUniversalTime();

    public override long GetTimestamp() => (long)((real.GetTimestamp() - _origin) * Speed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(this, real.CreateTimer(callback, state, ToReal(dueTime), ToReal(period)));

    /// <summary>Zero and infinite mean what they mean on any clock; everything else is at least a millisecond, the timers' own grain.</summary>
    private TimeSpan ToReal(TimeSpan simulated)
    {
        if (simulated == Timeout.InfiniteTimeSpan || simulated <= TimeSpan.Zero) return simulated;
        return TimeSpan.FromMilliseconds(Math.Max(1, simulated.TotalMilliseconds / Speed));
    }

    private sealed class ScaledTimer(ScaledClock clock, ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(clock.ToReal(dueTime), clock.ToReal(period));

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
