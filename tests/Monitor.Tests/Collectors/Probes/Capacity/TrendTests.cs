using CsCheck;
using Monitor.Collectors.Probes.Capacity;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Collectors.Probes.Capacity;

public sealed class TrendTests
{
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(30);

    [Fact]
    public void A_steady_rise_says_when_it_is_full()
    {
        // From 40 % by 10 points an hour over two hours: at 60 %, full in four.
        var trend = Trend.Of(Minutely(121, i => 0.4 + (0.1 * i / 60)), Span)!.Value;
        Assert.Equal(0.1, trend.PerHour, 6);
        Assert.Equal(4, trend.FullIn.TotalHours, 3);
    }

    [Fact]
    public void Outliers_and_noise_hardly_move_it()
    {
        var chance = new Random(7);
        var trend = Trend.Of(Minutely(121, i => 0.4 + (0.1 * i / 60) + (0.02 * (chance.NextDouble() - 0.5)) + (i % 9 == 4 ? 0.5 : 0) - (i % 11 == 3 ? 0.3 : 0)), Span)!.Value;
        Assert.InRange(trend.PerHour, 0.085, 0.115);
        Assert.InRange(trend.FullIn.TotalHours, 3.4, 4.7);
    }

    [Fact]
    public void Noise_without_a_rise_is_hardly_ever_one()
    {
        var chance = new Random(11);
        var false_ = Enumerable.Range(0, 1000).Count(_ => Trend.Of(Minutely(120, _ => 0.7 + (0.2 * (chance.NextDouble() - 0.5))), Span) is not null);
        Assert.True(false_ <= 3, $"{false_} of 1000");
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.99)]
    public void A_flat_line_is_none(double level) => Assert.Null(Trend.Of(Minutely(120, _ => level), Span));

    [Fact]
    public void A_fall_is_none() => Assert.Null(Trend.Of(Minutely(120, i => 0.9 - (i / 300.0)), Span));

    [Fact]
    public void A_rise_too_small_to_act_on_is_none() => Assert.Null(Trend.Of(Minutely(120, i => 0.9 + (i * 0.0003)), Span));

    [Fact]
    public void After_a_reset_only_what_came_since_counts()
    {
        // A queue that was full and was cleared twenty minutes ago, filling again by a point a minute: too short to say so yet, then told from its own rise.
        IReadOnlyList<Reading> Filling(int since) => Minutely(100 + since, i => i < 100 ? 0.9 + (i * 0.0005) : 0.1 + ((i - 100) * 0.01));
        Assert.Null(Trend.Of(Filling(20), Span));
        var trend = Trend.Of(Filling(41), Span)!.Value;
        Assert.Equal(0.6, trend.PerHour, 3);
        Assert.Equal(50, trend.FullIn.TotalMinutes, 1);
    }

    [Fact]
    public void A_single_dip_is_no_reset() => Assert.NotNull(Trend.Of(Minutely(121, i => i == 110 ? 0 : 0.4 + (0.1 * i / 60)), Span));

    [Fact]
    public void Few_or_close_readings_are_none()
    {
        Assert.Null(Trend.Of(Minutely(9, i => i / 10.0), TimeSpan.Zero));
        Assert.Null(Trend.Of(Minutely(20, i => i / 30.0), Span));
        Assert.Null(Trend.Of([], Span));
        Assert.Null(Trend.Of([.. Enumerable.Range(0, 20).Select(i => new Reading(Some.T0, i / 20.0))], TimeSpan.Zero));
    }

    [Fact]
    public void Whatever_is_read_the_answer_is_a_time() => Gen.Select(Gen.Double[0, 2], Gen.Int[0, 5000]).Array[0, 60].Sample(points =>
    {
        var at = Some.T0;
        var trend = Trend.Of([.. points.Select(p => new Reading(at = at.AddSeconds(p.Item2), p.Item1))], TimeSpan.Zero);
        if (trend is { } t) Assert.True(t.PerHour > 0 && t.FullIn >= TimeSpan.Zero, t.ToString());
    });

    private static IReadOnlyList<Reading> Minutely(int count, Func<int, double> share) => [.. Enumerable.Range(0, count).Select(i => new Reading(Some.T0.AddMinutes(i), share(i)))];
}
