using Monitor.Analysis.Detectors.BudgetBurn;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Core.Season;
using Monitor.Core.Signals;
using Xunit;
using static Monitor.Tests.Analysis.Detectors.Windows;

namespace Monitor.Tests.Analysis.Detectors;

public sealed class BudgetBurnDetectorTests
{
    private readonly BudgetBurnDetector _detector = new(new BudgetBurnOptions(), new ExamSeason());

    [Fact]
    public void Ten_percent_of_failures_are_told_though_no_three_come_in_a_row()
    {
        // A tenth of an hour's checks fail, singly.
        var signal = Assert.Single(_detector.Detect(Curve(Enumerable.Repeat((9, 1), 72), tail: 72)));
        Assert.Equal((SignalState.Firing, WarningLevel.Orange, Team.Security), (signal.State, signal.Level, signal.Team));
        Assert.Contains("100 倍", signal.Why);
    }

    [Fact]
    public void A_slow_burn_is_yellow()
    {
        // Six hours with one failure in twenty-five; the last hour alone would not be enough to be beyond chance.
        var signal = Assert.Single(_detector.Detect(Curve(Enumerable.Range(0, 72).Select(i => i % 5 < 2 ? (9, 1) : (10, 0)), tail: 72)));
        Assert.Equal(WarningLevel.Yellow, signal.Level);
    }

    [Fact]
    public void One_percent_of_single_failures_is_noise() =>
        Assert.Empty(_detector.Detect(Curve(Enumerable.Range(0, 72).Select(i => i % 10 == 9 ? (9, 1) : (10, 0)), tail: 72)));

    [Fact]
    public void What_is_over_is_told_no_more_and_an_open_one_ends()
    {
        var over = Curve(Enumerable.Repeat((0, 10), 6).Concat(Enumerable.Repeat((10, 0), 8)), tail: 14);
        Assert.Empty(_detector.Detect(over));
        Assert.Equal(SignalState.Clear, Assert.Single(_detector.Detect(over with { OpenFingerprints = new HashSet<string> { "budget-burn:portal" } })).State);
    }

    [Fact]
    public void Without_results_nothing_is_known_and_maintenance_is_no_burn()
    {
        var open = new HashSet<string> { "budget-burn:portal" };
        Assert.Equal(SignalState.Unknown, Assert.Single(_detector.Detect(Curve([], tail: 0) with { OpenFingerprints = open })).State);
        var burning = Curve(Enumerable.Repeat((0, 10), 12), tail: 12);
        Assert.Single(_detector.Detect(burning));
        var planned = Portal with { Maintenance = [new MaintenanceWindow { Reason = "升级", Begins = Now.AddHours(-2), Ends = Now.AddHours(1) }] };
        Assert.Empty(_detector.Detect(burning with { Targets = [planned] }));
    }

    [Theory]
    [InlineData("UUUUUD", null, true)]
    [InlineData("UUUUDU", null, false)]
    [InlineData("DDDDDD", "outage:portal", true)]
    [InlineData("UUUUUD", "budget-burn:portal", false)]
    public void An_outage_is_told_as_that_and_its_end_is_no_beginning(string lately, string? open, bool silent)
    {
        var window = Curve(Enumerable.Repeat((0, 10), 12), tail: 12) with { Probes = Probing(lately).Probes, OpenFingerprints = open is null ? new HashSet<string>() : new HashSet<string> { open } };
        Assert.Equal(silent, !_detector.Detect(window).Any(s => s.State == SignalState.Firing));
    }

    [Fact]
    public void In_critical_hours_the_same_failures_burn_faster()
    {
        // One failure in eleven against an objective of 98 %: 4.5 times the rate allowed, with the weight of three 13.6 times.
        var window = Curve(Enumerable.Repeat((10, 1), 72), tail: 72) with { Targets = [Portal with { Slo = 98 }] };
        Assert.Empty(_detector.Detect(window));
        var season = new ExamSeason { Phases = [new Phase { Name = "志愿填报", From = Now.AddDays(-3), Until = Now.AddHours(1) }] };
        var signal = Assert.Single(new BudgetBurnDetector(new BudgetBurnOptions(), season).Detect(window));
        Assert.Equal(WarningLevel.Yellow, signal.Level);
        Assert.Contains("按 3 倍计", signal.Why);
    }

    /// <summary>Buckets of good and failed checks, oldest first, up to now.</summary>
    private static JudgeWindow Curve(IEnumerable<(int Good, int Bad)> buckets, int tail) => Empty with
    {
        Targets = [Portal],
        ProbeCurve = new Dictionary<string, IReadOnlyList<ProbeBucket>>
        {
            ["portal"] = [.. buckets.Select((b, i) => new ProbeBucket("portal", Now.AddMinutes(-5 * (tail - i)), b.Good, 0, b.Bad, 0, Latencies.None))],
        },
    };
}
