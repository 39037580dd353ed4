using Microsoft.Extensions.Time.Testing;

namespace Monitor.Tests.Collectors.Fetching;

/// <summary>A clock the test moves, which tells when one of its timers was set anew: the idle clock is, at every piece of a body.</summary>
internal sealed class WatchedClock : FakeTimeProvider
{
    public SemaphoreSlim SetAnew { get; } = new(0);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Watched(base.CreateTimer(callback, state, dueTime, period), SetAnew);

    private sealed class Watched(ITimer timer, SemaphoreSlim set) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = timer.Change(dueTime, period);
            set.Release();
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
