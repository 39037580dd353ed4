using Monitor.Analysis.Detectors.FoundWeakness;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Core.Signals;
using Xunit;
using static Monitor.Tests.Analysis.Detectors.Windows;

namespace Monitor.Tests.Analysis.Detectors;

public sealed class WeaknessDetectorTests
{
    private const string Git = "portal:exposure.git-head:zy.example.cn";

    private readonly WeaknessDetector _detector = new(new WeaknessOptions());

    [Fact]
    public void Each_weakness_is_a_signal_of_its_own_however_often_it_is_told()
    {
        var signals = _detector.Detect(Window(('U', [Weak("exposure.git-head", "zy.example.cn"), Weak("exposure.git-head", "www.example.cn"), Weak("lookalike.new", "zhaoka0.cn")]), ('U', [Weak("exposure.git-head", "zy.example.cn")]))).ToList();
        Assert.Equal([Git, "portal:exposure.git-head:www.example.cn", "portal:lookalike.new:zhaoka0.cn"], signals.Select(s => s.Subject));
        Assert.All(signals, s => Assert.Equal((WarningLevel.Yellow, Team.Security, SignalState.Firing), (s.Level, s.Team, s.State)));
        Assert.Equal(Now.AddSeconds(-30), signals[0].Since);
        Assert.Equal(Now, signals[1].Since);
        Assert.Contains("zhaoka0.cn", signals[2].Title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exposure.git-head", FindingSeverity.Medium, FindingSeverity.High, null)]
    [InlineData("exposure.git-head", FindingSeverity.Medium, FindingSeverity.Medium, WarningLevel.Blue)]
    [InlineData("exposure.git-head", FindingSeverity.High, FindingSeverity.Medium, WarningLevel.Yellow)]
    [InlineData("lookalike.known", FindingSeverity.High, FindingSeverity.High, null)]
    [InlineData("tls.expired", FindingSeverity.High, FindingSeverity.High, null)]
    public void Severity_and_code_decide(string code, FindingSeverity severity, FindingSeverity least, WarningLevel? level)
    {
        var signal = new WeaknessDetector(new WeaknessOptions { MinSeverity = least }).Detect(Window(('U', [new(code, severity, "说明")]))).SingleOrDefault();
        Assert.Equal(level, signal?.Level);
    }

    [Theory]
    [InlineData('U', SignalState.Clear)]
    [InlineData('G', SignalState.Clear)]
    [InlineData('D', SignalState.Unknown)]
    [InlineData('?', SignalState.Unknown)]
    public void Only_a_look_that_could_see_ends_it(char state, SignalState expected) =>
        Assert.Equal(expected, Assert.Single(_detector.Detect(Window((state, [])) with { OpenFingerprints = Open(Git) })).State);

    [Theory]
    [InlineData("exposure.partial", "zy.example.cn", SignalState.Unknown)]
    [InlineData("exposure.partial", null, SignalState.Unknown)]
    [InlineData("exposure.partial", "www.example.cn", SignalState.Clear)]
    [InlineData("lookalike.partial", null, SignalState.Clear)]
    public void What_the_look_has_not_come_to_it_could_not_see(string code, string? host, SignalState expected) =>
        Assert.Equal(expected, Assert.Single(_detector.Detect(Window(('U', [new(code, FindingSeverity.Info, "") { Subject = host }])) with { OpenFingerprints = Open(Git) })).State);

    [Fact]
    public void Stale_and_missing_results_are_unknown_and_a_target_gone_from_config_ends()
    {
        Assert.Equal(SignalState.Unknown, Assert.Single(_detector.Detect(Window(('U', [])) with { Now = Now.AddHours(2), OpenFingerprints = Open(Git) })).State);
        Assert.Equal(SignalState.Unknown, Assert.Single(_detector.Detect(Empty with { Targets = [Portal], OpenFingerprints = Open(Git) })).State);
        Assert.Equal(SignalState.Clear, Assert.Single(_detector.Detect(Empty with { OpenFingerprints = Open(Git) })).State);
    }

    [Fact]
    public void A_look_that_could_see_and_did_not_tell_it_ends_the_stretch()
    {
        var signal = Assert.Single(_detector.Detect(Window(('U', [Weak("exposure.env-file", "a")]), ('?', []), ('U', [Weak("exposure.env-file", "a")]), ('U', []), ('U', [Weak("exposure.env-file", "a")]))));
        Assert.Equal(Now.AddSeconds(-60), signal.Since);
    }

    private static Finding Weak(string code, string about) => new(code, FindingSeverity.High, $"{about} 有隐患") { Subject = about };

    private static HashSet<string> Open(string subject) => ["weakness:" + subject];

    private static JudgeWindow Window(params (char State, Finding[] Findings)[] results) => Empty with
    {
        Targets = [Portal],
        Probes = new Dictionary<string, IReadOnlyList<ProbeResult>> { ["portal"] = [.. results.Select((r, i) => Probe(r.State, i) with { Findings = r.Findings })] },
    };
}
