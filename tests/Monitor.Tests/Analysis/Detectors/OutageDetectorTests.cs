using Monitor.Analysis.Detectors.Outage;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Core.Signals;
using Xunit;
using static Monitor.Tests.Analysis.Detectors.Windows;

namespace Monitor.Tests.Analysis.Detectors;

public sealed class OutageDetectorTests
{
    private readonly OutageDetector _detector = new(new OutageOptions());

    [Theory]
    [InlineData("DDD", WarningLevel.Orange)]
    [InlineData("DDDDU", WarningLevel.Orange)]
    [InlineData("D?D?D", WarningLevel.Orange)]
    [InlineData("??DDD", WarningLevel.Orange)]
    [InlineData("GGG", WarningLevel.Yellow)]
    [InlineData("DGD", WarningLevel.Yellow)]
    [InlineData("GDDD", WarningLevel.Orange)]
    [InlineData("GGDDD", WarningLevel.Yellow)]
    public void A_confirmed_run_of_failures_fires(string states, WarningLevel level)
    {
        var signal = Assert.Single(_detector.Detect(Probing(states)));
        Assert.Equal(SignalState.Firing, signal.State);
        Assert.Equal(level, signal.Level);
        Assert.Equal(Team.Security, signal.Team);
        Assert.Equal("outage:portal", signal.Fingerprint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("???")]
    [InlineData("UUU")]
    [InlineData("DD")]
    [InlineData("DDUD")]
    [InlineData("UDDD")]
    [InlineData("DUDUDU")]
    public void Too_few_failures_in_a_row_say_nothing(string states) => Assert.Empty(_detector.Detect(Probing(states)));

    [Theory]
    [InlineData("UUDDD", SignalState.Clear)]
    [InlineData("U?UDDD", SignalState.Clear)]
    [InlineData("UDDD", SignalState.Unknown)]
    [InlineData("?UDDD", SignalState.Unknown)]
    [InlineData("DUDDD", SignalState.Firing)]
    [InlineData("GUUDDD", SignalState.Unknown)]
    [InlineData("???", SignalState.Unknown)]
    [InlineData("", SignalState.Unknown)]
    [InlineData("DDDUU", SignalState.Firing)]
    public void An_open_outage_ends_only_after_enough_good_checks(string states, SignalState expected) =>
        Assert.Equal(expected, Assert.Single(_detector.Detect(Probing(states, "outage:portal"))).State);

    [Fact]
    public void Old_results_say_nothing_about_now()
    {
        var window = Probing("UU", "outage:portal") with { Now = Now.AddHours(1) };
        Assert.Equal(SignalState.Unknown, Assert.Single(_detector.Detect(window)).State);
        Assert.Empty(_detector.Detect(Probing("DDD") with { Now = Now.AddHours(1) }));
    }

    [Fact]
    public void An_alert_of_a_target_no_longer_watched_ends_and_does_not_speak_of_recovery()
    {
        var window = Probing("UU", "outage:portal", "outage:gone", "certificate:portal") with { Targets = [Portal with { Enabled = false }] };
        var signals = _detector.Detect(window).ToList();
        Assert.Equal([("gone", SignalState.Clear), ("portal", SignalState.Clear)], signals.Select(s => (s.Subject, s.State)));
        Assert.All(signals, s => Assert.Contains("不代表已恢复", s.Why));
    }

    [Fact]
    public void Why_names_phase_count_and_message_and_since_is_the_first_of_the_run()
    {
        var signal = Assert.Single(_detector.Detect(Probing("DDDDU")));
        Assert.Contains("连续 4 次", signal.Why);
        Assert.Contains("connect", signal.Why);
        Assert.Contains("连接被拒绝", signal.Why);
        Assert.Contains("志愿填报系统", signal.Title);
        Assert.Equal(Now.AddSeconds(-90), signal.Since);
    }

    [Theory]
    [InlineData("DUDUD", SignalState.Firing)]
    [InlineData("DUUDUUD", null)]
    [InlineData("UDUDUD", null)]
    [InlineData("D?U?D?U?D", SignalState.Firing)]
    public void Some_of_the_last_results_may_be_enough(string states, SignalState? expected)
    {
        var window = Probing(states) with { Targets = [Portal with { Of = 5 }] };
        Assert.Equal(expected, _detector.Detect(window).SingleOrDefault()?.State);
        if (expected is not null) Assert.Contains("5 次中 3 次", _detector.Detect(window).Single().Why);
    }

    [Fact]
    public void A_target_may_ask_for_more_good_results()
    {
        var window = Probing("UUUDDD", "outage:portal") with { Targets = [Portal with { Recover = 4 }] };
        Assert.Equal(SignalState.Unknown, Assert.Single(_detector.Detect(window)).State);
        Assert.Equal(SignalState.Clear, Assert.Single(_detector.Detect(Probing("UUUUDDD", "outage:portal") with { Targets = window.Targets })).State);
    }

    [Theory]
    [InlineData("DDDD", "UUUU", 1, SignalState.Firing)]
    [InlineData("DDDD", "UUUU", 2, null)]
    [InlineData("DDDD", "DDDU", 2, SignalState.Firing)]
    [InlineData("DDDD", "DDUU", 2, null)]
    [InlineData("DDDD", "????", 2, null)]
    public void So_many_vantage_points_must_see_it(string here, string there, int vantages, SignalState? expected) =>
        Assert.Equal(expected, _detector.Detect(Seen(here, there, vantages)).SingleOrDefault()?.State);

    [Fact]
    public void One_that_sees_it_alone_does_not_keep_an_outage_open_and_one_that_is_silent_makes_it_unknown()
    {
        Assert.Equal(SignalState.Clear, Assert.Single(_detector.Detect(Seen("DDDD", "UUUU", 2) with { OpenFingerprints = new HashSet<string> { "outage:portal" } })).State);
        var silent = Assert.Single(_detector.Detect(Seen("UUUU", "", 2) with { OpenFingerprints = new HashSet<string> { "outage:portal" } }));
        Assert.Equal(SignalState.Unknown, silent.State);
        Assert.Contains("要求 2 个", silent.Why);
    }

    [Fact]
    public void A_vantage_point_that_fell_silent_counts_no_longer()
    {
        var window = Seen("UUUU", "DDDD", 1);
        Assert.Single(_detector.Detect(window));
        var old = window.Probes["portal"].Select(r => r.Vantage is null ? r : r with { At = r.At.AddHours(-1) }).OrderByDescending(r => r.At).ToList();
        Assert.Empty(_detector.Detect(window with { Probes = new Dictionary<string, IReadOnlyList<ProbeResult>> { ["portal"] = old } }));
    }

    private static JudgeWindow Seen(string here, string there, int vantages) => Probing(here) with
    {
        Targets = [Portal with { Vantages = vantages }],
        Probes = new Dictionary<string, IReadOnlyList<ProbeResult>> { ["portal"] = [.. here.Select(Probe).Concat(there.Select(Probe).Select(r => r with { Vantage = "edge", At = r.At.AddSeconds(-1) })).OrderByDescending(r => r.At)] },
    };
}
