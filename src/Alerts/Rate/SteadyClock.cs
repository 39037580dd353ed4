namespace Monitor.Alerts.Rate;

/// <summary>
/// Begins with the wall clock's time and then runs on whatever happens to that: a clock set back must not close a robot's bucket for hours, and
/// one set forward must not empty it.
/// </summary>
internal sealed class SteadyClock(TimeProvider time)
{
    private readonly DateTimeOffset _origin = time.GetUtcNow();
    private readonly long _began = time.GetTimestamp();

    public DateTimeOffset Now => _origin + time.GetElapsedTime(_began);
}
