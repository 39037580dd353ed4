using Monitor.Analysis.Detectors.SlowHours;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Core.Signals;
using Xunit;
using static Monitor.Tests.Analysis.Detectors.Windows;

namespace Monitor.Tests.Analysis.Detectors;

public sealed class SlowHoursDetectorTests
{
    private readonly SlowHoursDetector _detector = new(new SlowHoursOptions());

    [Fact]
    public void Far_slower_than_this_hour_of_other_days_is_told_with_the_phase_that_grew()
    {
        var signal = Assert.Single(_detector.Detect(Window(Usual(28, 200), recent: 1500, before: 210)));
        Assert.Equal((SignalState.Firing, WarningLevel.Yellow), (signal.State, signal.Level));
        Assert.Contains("首字节", signal.Why);
    }

    [Theory]
    [InlineData(220, 200)]
    [InlineData(450, 200)]
    [InlineData(30, 5)]
    [InlineData(2500, 2000)]
    public void Usual_scatter_and_small_differences_are_not(double recent, double usual) => Assert.Empty(_detector.Detect(Window(Usual(28, usual), recent, usual)));

    [Fact]
    public void A_busy_hour_is_held_against_busy_hours()
    {
        Assert.Empty(_detector.Detect(Window(Usual(28, 1400), recent: 1500, before: 300)));
        // Every Friday is busy: with three of them known only they count. The window's day is one.
        Assert.Equal(DayOfWeek.Friday, Now.DayOfWeek);
        Assert.Empty(_detector.Detect(Window(Usual(28, day => Now.AddDays(-day).DayOfWeek == DayOfWeek.Friday ? 1500 : 200), recent: 1600, before: 300)));
        Assert.Single(_detector.Detect(Window(Usual(28, day => Now.AddDays(-day).DayOfWeek == DayOfWeek.Friday ? 200 : 1500), recent: 1600, before: 300)));
    }

    [Fact]
    public void One_bad_day_of_the_past_hides_nothing() => Assert.Single(_detector.Detect(Window(Usual(28, day => day == 7 ? 60_000 : 200), recent: 1500, before: 200)));

    [Fact]
    public void Too_little_to_compare_says_nothing()
    {
        Assert.Empty(_detector.Detect(Window(Usual(4, 200), recent: 1500, before: 200)));
        Assert.Empty(_detector.Detect(Window(Usual(28, 200), recent: 1500, before: 200, many: 9)));
        Assert.Equal(SignalState.Unknown, Assert.Single(_detector.Detect(Open(Window([], recent: 1500, before: 200)))).State);
    }

    [Fact]
    public void Once_told_it_ends_half_the_way_back()
    {
        Assert.Empty(_detector.Detect(Window(Usual(28, 1000), recent: 1480, before: 1000)));
        Assert.Equal(SignalState.Firing, Assert.Single(_detector.Detect(Open(Window(Usual(28, 1000), recent: 1480, before: 1000)))).State);
        Assert.Equal(SignalState.Clear, Assert.Single(_detector.Detect(Open(Window(Usual(28, 1000), recent: 1100, before: 1000)))).State);
    }

    private static JudgeWindow Open(JudgeWindow window) => window with { OpenFingerprints = new HashSet<string> { "slow-hours:portal" } };

    private static IReadOnlyList<ProbeBucket> Usual(int days, double ms) => Usual(days, _ => ms);

    private static IReadOnlyList<ProbeBucket> Usual(int days, Func<int, double> ms) =>
        [.. Enumerable.Range(1, days).Reverse().Select(d => new ProbeBucket("portal", Now.AddDays(-d), 120, 0, 0, 0, new Latencies(120, 120 * ms(d), 4 * ms(d), $"{Latencies.PlaceOf(ms(d))}:120")))];

    private static JudgeWindow Window(IReadOnlyList<ProbeBucket> hours, double recent, double before, int many = 29) => Empty with
    {
        Targets = [Portal],
        ProbeHours = new Dictionary<string, IReadOnlyList<ProbeBucket>> { ["portal"] = hours },
        Probes = new Dictionary<string, IReadOnlyList<ProbeResult>>
        {
            ["portal"] = [.. Enumerable.Range(0, many).Select(i => Took(i, recent)), .. Enumerable.Range(30, 30).Select(i => Took(i, before))],
        },
    };

    private static ProbeResult Took(int ago, double ms) => Probe('U', ago) with { Timings = new PhaseTimings(2, 3, 10, ms - 20, 5, ms) };
}
