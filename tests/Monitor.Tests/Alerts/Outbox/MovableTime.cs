using Microsoft.Extensions.Time.Testing;

namespace Monitor.Tests.Alerts.Outbox;

/// <summary>A clock whose wall time a test can move while timers and timestamps run on steadily, as a time server does.</summary>
internal sealed class MovableTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private TimeSpan _moved;

    public void Move(TimeSpan by) => _moved += by;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _moved;

    public override long GetTimestamp() => base.GetUtcNow().UtcTicks;
}
