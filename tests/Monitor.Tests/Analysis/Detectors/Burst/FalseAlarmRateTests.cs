using Monitor.Analysis.Detectors.Burst;
using Xunit;

namespace Monitor.Tests.Analysis.Detectors.Burst;

/// <summary>The stated rate, counted: made-up weeks in which nothing happens, and the same with something put in.</summary>
public sealed class FalseAlarmRateTests
{
    private const int Days = 30;

    /// <summary>One series of ten gets a tenth of the stated rate; here that is one alarm a day, enough to count.</summary>
    private static readonly BurstOptions OneADayEach = new() { FalseAlarmsPerDay = 10, MinCount = 3, MinAuthors = 1 };

    [Theory]
    [InlineData(4, 1, 0, true)]
    [InlineData(60, 1, 0, true)]
    [InlineData(20, 2, 0, true)]
    [InlineData(20, 1, 0.2, false)]
    public void Weeks_in_which_nothing_happens_keep_the_stated_rate(double perHour, double clump, double waver, bool counts)
    {
        var alarms = new SimulatedDistrict(20260607, perHour, clump, waver).Run(OneADayEach, Days).Count;
        Assert.True(alarms <= Days, $"{alarms} alarms in {Days} days");
        // A test that never fires would keep any rate; where the pace wavers by the hour it is careful to the point of silence.
        if (counts) Assert.True(alarms > 0, "not one alarm where thirty were allowed");
    }

    [Theory]
    [InlineData(4, 1, 0)]
    [InlineData(20, 2, 0)]
    [InlineData(20, 1, 0.2)]
    public void A_first_week_without_history_keeps_it_too(double perHour, double clump, double waver)
    {
        var alarms = new SimulatedDistrict(20260607, perHour, clump, waver) { Weeks = 0 }.Run(OneADayEach, 7).Count;
        Assert.True(alarms <= 7, $"{alarms} alarms in 7 days");
    }

    [Theory]
    [InlineData(1, 1, 0, 1)]
    [InlineData(20, 1, 0, 2)]
    [InlineData(20, 2, 0, 3)]
    [InlineData(60, 1, 0.05, 6)]
    public void A_burst_put_in_is_found_within_a_quarter_of_an_hour_at_the_default_rate(double perHour, double clump, double waver, int more)
    {
        const int Evening = 20 * 60;
        var alarms = new SimulatedDistrict(7, perHour, clump, waver) { Injected = (2, Evening, 40, more) }.Run(new BurstOptions(), 4);
        var found = Assert.Single(alarms);
        Assert.InRange(found - (2 * 1440) - Evening, 0, 15);
    }

    [Fact]
    public void A_handful_of_posts_on_a_silent_topic_stays_a_handful() =>
        Assert.Empty(new SimulatedDistrict(11, 0.3) { Injected = (1, 600, 6, 1) }.Run(new BurstOptions(), 3));
}
