using Monitor.Analysis.Detectors.Outage;
using Monitor.Core.Alerts;
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
    [InlineData("GDDD", WarningLevel.Yellow)]
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
    [InlineData("DUDDD", SignalState.Unknown)]
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
}
