using Microsoft.Extensions.Time.Testing;
using Monitor.Host.Demo.Clock;
using Xunit;

namespace Monitor.Tests.Demo;

public sealed class ScaledClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 23, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void One_real_second_is_sixty_simulated_ones_by_both_measures()
    {
        var real = new FakeTimeProvider();
        var clock = new ScaledClock(real, Start, 60);
        var stamp = clock.GetTimestamp();
        real.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Start.AddMinutes(1), clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromMinutes(1), clock.GetElapsedTime(stamp));
    }

    [Fact]
    public void A_timer_comes_due_after_its_share_of_real_time()
    {
        var real = new FakeTimeProvider();
        var clock = new ScaledClock(real, Start, 60);
        var fired = 0;
        using var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2));
        real.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(0, fired);
        real.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, fired);
        real.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(2, fired);
        Assert.True(timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        real.Advance(TimeSpan.FromHours(1));
        Assert.Equal(2, fired);
    }

    [Fact]
    public void A_speed_of_zero_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScaledClock(new FakeTimeProvider(), Start, 0));
}
