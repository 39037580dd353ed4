namespace Monitor.Host.Replay.Playing;

/// <summary>Time stands still until it is moved. Nothing may wait on it: a timer would never ring.</summary>
internal sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start.ToUniversalTime();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public void MoveTo(DateTimeOffset at)
    {
        if (at < _now) throw new ArgumentOutOfRangeException(nameof(at), at, "time does not run backwards");
        _now = at.ToUniversalTime();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new InvalidOperationException("Nothing in a replay may wait for time to pass.");
}
