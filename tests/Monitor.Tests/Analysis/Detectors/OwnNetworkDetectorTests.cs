using Monitor.Analysis.Detectors.OwnNetwork;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Core.Signals;
using Xunit;
using static Monitor.Tests.Analysis.Detectors.Windows;

namespace Monitor.Tests.Analysis.Detectors;

public sealed class OwnNetworkDetectorTests
{
    private readonly OwnNetworkDetector _detector = new(new OwnNetworkOptions());

    [Theory]
    [InlineData("CUUU", "UUUU", null)]
    [InlineData("CCUU", "UUUU", WarningLevel.Yellow)]
    [InlineData("CUUU", "CUUU", WarningLevel.Orange)]
    [InlineData("CCCC", "CCCC", WarningLevel.Orange)]
    [InlineData("DDDD", "DDDD", null)]
    [InlineData("????", "????", null)]
    [InlineData("UCCC", "CCCC", null)]
    [InlineData("DCCC", "CCCC", null)]
    public void It_is_told_once_for_all_targets(string one, string two, WarningLevel? expected)
    {
        var signals = _detector.Detect(Two(one, two)).ToList();
        Assert.Equal(expected, signals.SingleOrDefault()?.Level);
        if (expected is not null) Assert.Equal(("own-network:own-network", Team.Security, SignalState.Firing), (signals[0].Fingerprint, signals[0].Team, signals[0].State));
    }

    [Theory]
    [InlineData("UCCC", "UCCC", SignalState.Clear)]
    [InlineData("DCCC", "CCCC", SignalState.Clear)]
    [InlineData("?CCC", "?CCC", SignalState.Unknown)]
    [InlineData("CUUU", "UUUU", SignalState.Firing)]
    public void It_ends_when_targets_can_be_told_again(string one, string two, SignalState expected) =>
        Assert.Equal(expected, Assert.Single(_detector.Detect(Two(one, two) with { OpenFingerprints = new HashSet<string> { "own-network:own-network" } })).State);

    [Fact]
    public void A_target_of_our_own_building_that_answers_all_along_does_not_end_it()
    {
        // "two" is always reachable, and its newest result is newer than the other's.
        var window = Two("CCCC", "UUUU", later: TimeSpan.FromSeconds(10));
        Assert.Equal(SignalState.Firing, Assert.Single(_detector.Detect(window with { OpenFingerprints = new HashSet<string> { "own-network:own-network" } })).State);
    }

    [Fact]
    public void Each_vantage_point_has_a_network_of_its_own()
    {
        var window = Two("UUUU", "UUUU");
        List<ProbeResult> far = [.. "CCC".Select((c, i) => Result("one", c, i) with { Vantage = "edge" })];
        var both = window with { Probes = new Dictionary<string, IReadOnlyList<ProbeResult>>(window.Probes) { ["one"] = [.. window.Probes["one"].Concat(far).OrderByDescending(r => r.At)] } };
        var signal = Assert.Single(_detector.Detect(both));
        Assert.Equal("own-network-edge", signal.Subject);
        Assert.Contains("edge", signal.Title);
    }

    [Fact]
    public void Nobody_watching_any_more_closes_it_and_says_so()
    {
        var signal = Assert.Single(_detector.Detect(Empty with { OpenFingerprints = new HashSet<string> { "own-network:own-network" } }));
        Assert.Equal(SignalState.Clear, signal.State);
        Assert.Contains("不代表已恢复", signal.Why);
    }

    private static ProbeResult Result(string target, char state, int ago) => Probe(state == 'C' ? '?' : state, ago) with
    {
        TargetId = target,
        FailedPhase = state == 'C' ? ProbeResult.OwnNetwork : state == 'D' ? "connect" : null,
        Message = state == 'C' ? "本机网络异常，无法判断目标状态" : null,
    };

    private static JudgeWindow Two(string one, string two, TimeSpan later = default) => Empty with
    {
        Targets = [Portal with { Id = "one" }, Portal with { Id = "two" }],
        Probes = new Dictionary<string, IReadOnlyList<ProbeResult>>
        {
            ["one"] = [.. one.Select((c, i) => Result("one", c, i) with { At = Now.AddSeconds((-30 * i) - 20) })],
            ["two"] = [.. two.Select((c, i) => Result("two", c, i) with { At = Now.AddSeconds((-30 * i) - 20) + later })],
        },
    };
}
