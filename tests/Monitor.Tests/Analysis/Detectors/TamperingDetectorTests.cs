using Monitor.Analysis.Detectors.Tampering;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Core.Signals;
using Xunit;
using static Monitor.Tests.Analysis.Detectors.Windows;

namespace Monitor.Tests.Analysis.Detectors;

public sealed class TamperingDetectorTests
{
    private static readonly HashSet<string> Open = ["tampering:portal"];
    private readonly TamperingDetector _detector = new(new TamperingOptions());

    // Newest look first: H high, M medium, L low, U clean, D down, ? unknown.
    [Theory]
    [InlineData("HH", WarningLevel.Orange)]
    [InlineData("HDH", WarningLevel.Orange)]
    [InlineData("H?HU", WarningLevel.Orange)]
    [InlineData("MM", WarningLevel.Yellow)]
    [InlineData("HM", WarningLevel.Yellow)]
    [InlineData("HU", null)]
    [InlineData("H", null)]
    [InlineData("LL", null)]
    [InlineData("UHH", null)]
    public void It_fires_when_the_looks_in_a_row_show_it(string looks, WarningLevel? level)
    {
        var signal = _detector.Detect(Window(looks)).SingleOrDefault();
        Assert.Equal(level, signal?.Level);
        if (signal is not null) Assert.Equal((Team.Security, SignalState.Firing, "portal"), (signal.Team, signal.State, signal.Subject));
    }

    [Theory]
    [InlineData("UU", SignalState.Clear)]
    [InlineData("LLH", SignalState.Clear)]
    [InlineData("UH", SignalState.Unknown)]
    [InlineData("HU", SignalState.Unknown)]
    [InlineData("D", SignalState.Unknown)]
    [InlineData("?", SignalState.Unknown)]
    public void An_open_one_ends_when_the_looks_are_clean_again(string looks, SignalState expected) =>
        Assert.Equal(expected, Assert.Single(_detector.Detect(Window(looks) with { OpenFingerprints = Open })).State);

    [Fact]
    public void Stale_looks_are_unknown_a_target_gone_ends_and_other_codes_do_not_count()
    {
        Assert.Equal(SignalState.Unknown, Assert.Single(_detector.Detect(Window("HH") with { Now = Now.AddHours(2), OpenFingerprints = Open })).State);
        Assert.Equal(SignalState.Clear, Assert.Single(_detector.Detect(Empty with { OpenFingerprints = Open })).State);
        Assert.Empty(new TamperingDetector(new() { Codes = ["tampering.cloaked"] }).Detect(Window("HH")));
    }

    private static JudgeWindow Window(string looks) => Empty with
    {
        Targets = [Portal],
        Probes = new Dictionary<string, IReadOnlyList<ProbeResult>> { ["portal"] = [.. looks.Select((c, i) => Probe(c is 'D' or '?' ? c : 'U', i) with { Findings = Findings(c) })] },
    };

    private static IReadOnlyList<Finding> Findings(char look) => look switch
    {
        'H' => [new("tampering.spam-title", FindingSeverity.High, "标题含垃圾信息")],
        'M' => [new("tampering.title", FindingSeverity.Medium, "标题与基线不同")],
        'L' => [new("tampering.script-new", FindingSeverity.Low, "新脚本")],
        _ => [],
    };
}
