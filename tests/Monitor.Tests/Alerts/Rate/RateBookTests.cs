using Monitor.Alerts.Rate;
using Monitor.Tests.Alerts.Outbox;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Alerts.Rate;

/// <summary>A restart and a moved clock break no robot's limit.</summary>
public sealed class RateBookTests
{
    private static readonly RateRule Rule = new(18, 12, TimeSpan.FromMinutes(1));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_robot_spoken_to_just_before_the_restart_begins_with_a_full_bucket(bool knownFirst)
    {
        var book = new RateBook(new Random(7));
        var early = knownFirst ? null : book.Of("wecom", "group", "key", Rule);
        book.Remember("group", Some.T0.AddSeconds(-20));
        var bucket = early ?? book.Of("wecom", "group", "key", Rule);
        Assert.Equal(TimeSpan.FromSeconds(40), bucket.Ask(urgent: true, Some.T0));
        Assert.Null(bucket.Ask(urgent: true, Some.T0.AddSeconds(40)));
    }

    [Fact]
    public void Two_channels_of_one_robot_share_what_either_has_said()
    {
        var book = new RateBook(new Random(7));
        book.Remember("second", Some.T0);
        var first = book.Of("wecom", "first", "key", Rule);
        Assert.Null(first.Ask(false, Some.T0));
        Assert.Same(first, book.Of("wecom", "second", "key", Rule));
        Assert.NotNull(first.Ask(true, Some.T0.AddSeconds(59)));
    }

    [Fact]
    public void A_robot_that_was_silent_begins_empty() =>
        Assert.Null(new RateBook(new Random(7)).Of("wecom", "group", "key", Rule).Ask(false, Some.T0));

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void The_buckets_clock_runs_on_when_the_wall_clock_is_moved(int hours)
    {
        var time = new MovableTime(Some.T0);
        var steady = new SteadyClock(time);
        time.Move(TimeSpan.FromHours(hours));
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(Some.T0.AddSeconds(3), steady.Now);
    }
}
