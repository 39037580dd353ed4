using Monitor.Analysis.Detectors.Certificate;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Core.Signals;
using Xunit;
using static Monitor.Tests.Analysis.Detectors.Windows;

namespace Monitor.Tests.Analysis.Detectors;

public sealed class CertificateDetectorTests
{
    private static readonly Finding Expiring = new("tls.expiring", FindingSeverity.Medium, "证书将在 6 天后到期");
    private readonly CertificateDetector _detector = new(new CertificateOptions());

    [Theory]
    [InlineData("tls.expired", FindingSeverity.High, true)]
    [InlineData("tls.expiring", FindingSeverity.Medium, true)]
    [InlineData("tls.expiring", FindingSeverity.Low, false)]
    [InlineData("http.status", FindingSeverity.High, false)]
    public void Only_worrying_findings_about_the_certificate_fire(string code, FindingSeverity severity, bool fires)
    {
        var signal = _detector.Detect(Window('U', new Finding(code, severity, "说明"))).SingleOrDefault();
        Assert.Equal(fires, signal is not null);
        if (signal is not null) Assert.Equal((WarningLevel.Yellow, Team.Security, SignalState.Firing), (signal.Level, signal.Team, signal.State));
    }

    [Fact]
    public void Each_line_before_the_end_is_a_step_of_its_own()
    {
        var steps = new List<(double Days, WarningLevel Level, int Step)>();
        foreach (var (days, severity) in new[] { (29.5, FindingSeverity.Low), (14.5, FindingSeverity.Low), (13.5, FindingSeverity.Low), (6.9, FindingSeverity.Medium), (2.9, FindingSeverity.Medium), (0.5, FindingSeverity.High) })
        {
            var window = Window('U', new Finding("tls.expiring", severity, "将过期"));
            var shown = new ServerCertificate(Now.AddDays(-60), Now.AddDays(days), "portal", "ca");
            var results = window.Probes["portal"].Select(r => r with { Certificate = shown }).ToList();
            var signal = Assert.Single(_detector.Detect(window with { Probes = new Dictionary<string, IReadOnlyList<ProbeResult>> { ["portal"] = results } }));
            steps.Add((days, signal.Level, signal.Step));
        }

        Assert.Equal(
            [(29.5, WarningLevel.Blue, 1), (14.5, WarningLevel.Blue, 1), (13.5, WarningLevel.Blue, 2), (6.9, WarningLevel.Yellow, 3), (2.9, WarningLevel.Yellow, 4), (0.5, WarningLevel.Yellow, 5)],
            steps);
    }

    [Theory]
    [InlineData('U', SignalState.Clear)]
    [InlineData('D', SignalState.Unknown)]
    [InlineData('G', SignalState.Unknown)]
    [InlineData('?', SignalState.Unknown)]
    public void An_open_one_ends_only_on_a_good_check_without_findings(char state, SignalState expected)
    {
        var window = Window(state) with { OpenFingerprints = new HashSet<string> { "certificate:portal" } };
        Assert.Equal(expected, Assert.Single(_detector.Detect(window)).State);
    }

    [Fact]
    public void Stale_results_are_unknown_and_a_target_gone_from_config_ends()
    {
        var open = new HashSet<string> { "certificate:portal" };
        Assert.Equal(SignalState.Unknown, Assert.Single(_detector.Detect(Window('U') with { Now = Now.AddHours(2), OpenFingerprints = open })).State);
        Assert.Equal(SignalState.Clear, Assert.Single(_detector.Detect(Empty with { OpenFingerprints = open })).State);
    }

    [Fact]
    public void Since_reaches_back_over_results_that_could_not_see()
    {
        var window = Probing("U?UUU");
        var results = window.Probes["portal"].Select((r, i) => i is 0 or 2 or 3 ? r with { Findings = [Expiring] } : r).ToList();
        var signal = Assert.Single(_detector.Detect(window with { Probes = new Dictionary<string, IReadOnlyList<ProbeResult>> { ["portal"] = results } }));
        Assert.Equal(Now.AddSeconds(-90), signal.Since);
        Assert.Contains("6 天后到期", signal.Why);
    }

    private static JudgeWindow Window(char state, params Finding[] findings) => Empty with
    {
        Targets = [Portal],
        Probes = new Dictionary<string, IReadOnlyList<ProbeResult>> { ["portal"] = [Probe(state, 0) with { Findings = findings }] },
    };
}
