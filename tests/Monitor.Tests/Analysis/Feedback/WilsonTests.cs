using Monitor.Analysis.Feedback;
using Monitor.Core.Alerts;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Analysis.Feedback;

public sealed class WilsonTests
{
    /// <summary>Checked against the closed form worked by hand and the values of R's prop.test without continuity correction.</summary>
    [Theory]
    [InlineData(8, 10, 0.4902, 0.9433)]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(10, 10, 0.7225, 1)]
    [InlineData(1, 3, 0.0615, 0.7923)]
    [InlineData(50, 100, 0.4038, 0.5962)]
    public void The_interval_is_the_published_one(int hits, int trials, double low, double high)
    {
        var interval = Wilson.Interval(hits, trials);
        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    [Fact]
    public void Without_a_trial_everything_is_possible() => Assert.Equal((0, 1), Wilson.Interval(0, 0));

    [Fact]
    public void Precision_is_counted_by_kind_and_over_all()
    {
        AlertVerdict[] verdicts = [Verdict("1", "outage", true), Verdict("2", "burst", false), Verdict("3", "burst", true), Verdict("4", "burst", true)];
        var precision = AlertPrecision.Of(verdicts, "all");
        Assert.Equal([("burst", 2, 3), ("outage", 1, 1), ("all", 3, 4)], precision.Select(p => (p.Kind, p.Right, p.Verdicts)));
        Assert.Equal(2 / 3.0, precision[0].Share, 6);
        Assert.True(precision[1].Low < 0.25, "one right verdict proves little");
        Assert.Equal(0, Assert.Single(AlertPrecision.Of([], "all")).Share);
    }

    private static AlertVerdict Verdict(string alert, string kind, bool right) => new(alert, kind, right, "值班", Some.T0);
}
