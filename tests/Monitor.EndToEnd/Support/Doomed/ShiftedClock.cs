namespace Monitor.EndToEnd.Support.Doomed;

/// <summary>The machine's clock, ahead by a fixed stretch: a service that starts again finds that time has gone by.</summary>
internal sealed class ShiftedClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
