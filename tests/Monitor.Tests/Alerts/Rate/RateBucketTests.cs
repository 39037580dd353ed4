using CsCheck;
using Monitor.Alerts.Rate;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Alerts.Rate;

public sealed class RateBucketTests
{
    private static readonly RateRule[] Rules = [new(4, 3, TimeSpan.FromSeconds(1)), new(18, 12, TimeSpan.FromMinutes(1))];

    [Fact]
    public void Blue_leaves_the_lane_of_red_free_and_red_may_take_all()
    {
        var bucket = new RateBucket([new RateRule(18, 12, TimeSpan.FromMinutes(1))]);
        Assert.All(Enumerable.Range(0, 12), _ => Assert.Null(bucket.Ask(false, Some.T0)));
        Assert.Equal(TimeSpan.FromMinutes(1), bucket.Ask(false, Some.T0));
        Assert.All(Enumerable.Range(0, 6), _ => Assert.Null(bucket.Ask(true, Some.T0)));
        Assert.Equal(TimeSpan.FromMinutes(1), bucket.Ask(true, Some.T0));
    }

    [Fact]
    public void Those_who_wait_are_told_one_moment_after_another()
    {
        var bucket = new RateBucket([new RateRule(2, 2, TimeSpan.FromMinutes(1))]);
        bucket.Ask(false, Some.T0);
        bucket.Ask(false, Some.T0.AddSeconds(10));
        Assert.Equal([50.0, 60, 110, 120], Enumerable.Range(0, 4).Select(_ => bucket.Ask(false, Some.T0.AddSeconds(10))!.Value.TotalSeconds));
        Assert.Null(bucket.Ask(false, Some.T0.AddSeconds(60)));
    }

    [Fact]
    public void A_closed_bucket_lets_nobody_through_before_its_time()
    {
        var bucket = new RateBucket(Rules);
        bucket.Close(Some.T0.AddMinutes(10));
        bucket.Close(Some.T0.AddMinutes(1));
        Assert.Equal(TimeSpan.FromMinutes(10), bucket.Ask(true, Some.T0));
        Assert.Null(bucket.Ask(true, Some.T0.AddMinutes(10)));
    }

    [Fact]
    public void Whatever_is_asked_no_window_holds_more_than_its_rule_and_waiting_as_told_gets_a_place() => Gen.Select(Gen.Int[0, 3000], Gen.Bool).List[1, 120].Sample(asks =>
    {
        var (bucket, now, taken) = (new RateBucket(Rules), Some.T0, new List<(DateTimeOffset At, bool Urgent)>());
        foreach (var (step, urgent) in asks)
        {
            now = now.AddMilliseconds(step);
            if (bucket.Ask(urgent, now) is { } wait)
            {
                Assert.True(wait > TimeSpan.Zero);
                now += wait;
                // Alone, who waits as told is let in.
                Assert.Null(bucket.Ask(urgent, now));
            }

            taken.Add((now, urgent));
        }

        foreach (var rule in Rules)
            foreach (var (index, (at, urgent)) in taken.Index())
                Assert.True(taken.Take(index + 1).Count(t => t.At > at - rule.Per) <= (urgent ? rule.Most : rule.Calm));
    }, iter: 300);
}
