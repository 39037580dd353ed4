using Monitor.Analysis.Detectors.OverdueWeakness;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Core.Signals;
using Monitor.Core.Weaknesses;
using Monitor.Tests.Weaknesses;
using Xunit;
using static Monitor.Tests.Analysis.Detectors.Windows;

namespace Monitor.Tests.Analysis.Detectors;

public sealed class OverdueWeaknessDetectorTests
{
    private static readonly DateOnly Today = WeaknessDays.Of(Now);
    private readonly OverdueWeaknessDetector _detector = new(new OverdueWeaknessOptions());

    [Theory]
    [InlineData(FindingSeverity.High, -1, WarningLevel.Yellow)]
    [InlineData(FindingSeverity.Medium, -1, WarningLevel.Blue)]
    [InlineData(FindingSeverity.Medium, 0, null)]
    [InlineData(FindingSeverity.High, 1, null)]
    [InlineData(FindingSeverity.Low, -9, null)]
    public void A_weakness_past_its_last_day_fires_by_its_severity(FindingSeverity severity, int due, WarningLevel? level) =>
        Assert.Equal(level, _detector.Detect(Window(Late("exposure.git", severity, due))).SingleOrDefault()?.Level);

    [Fact]
    public void One_alert_a_target_counts_all_names_the_worst_and_tells_nothing_of_what_lies_open()
    {
        var signal = Assert.Single(_detector.Detect(Window([.. Enumerable.Range(1, 7).Select(i => Late($"exposure.{i}", i == 4 ? FindingSeverity.High : FindingSeverity.Medium, -i))])));
        Assert.Equal(("overdue-weakness:portal", Team.Security, WarningLevel.Yellow, 7.0), (signal.Fingerprint, signal.Team, signal.Level, signal.Numbers["overdue"]));
        Assert.StartsWith("最长超期 7 天，其中高危 1 项；W-4（高危），期限 2026-06-22，责任人 未指定；", signal.Why, StringComparison.Ordinal);
        Assert.Contains("另有 2 项", signal.Why, StringComparison.Ordinal);
        Assert.DoesNotContain("exposure", signal.Why, StringComparison.Ordinal);
        Assert.Equal(WeaknessDays.Begin(Today.AddDays(-6)), signal.Since);
    }

    [Fact]
    public void An_open_one_ends_when_all_is_mended_accepted_or_in_time_and_not_when_nobody_knows()
    {
        var open = new HashSet<string> { "overdue-weakness:portal" };
        var late = Late("tls.name", FindingSeverity.High, -3);
        Assert.Equal(SignalState.Clear, Assert.Single(_detector.Detect(Window() with { OpenFingerprints = open })).State);
        var accepted = WeaknessWord.Accept(late, "值班", "理由", Now.AddDays(2), Now);
        Assert.Equal(SignalState.Clear, Assert.Single(_detector.Detect(Window(accepted) with { OpenFingerprints = open })).State);
        Assert.Equal(SignalState.Firing, Assert.Single(_detector.Detect(Window(accepted) with { OpenFingerprints = open, Now = Now.AddDays(3) })).State);
        Assert.Equal(SignalState.Unknown, Assert.Single(_detector.Detect(Window() with { Weaknesses = null, OpenFingerprints = open })).State);
        Assert.Empty(_detector.Detect(Window() with { Weaknesses = null }));
        Assert.Equal(SignalState.Clear, Assert.Single(_detector.Detect(Window(late) with { Targets = [], OpenFingerprints = open })).State);
    }

    private static JudgeWindow Window(params Weakness[] weaknesses) => Empty with { Targets = [Portal], Weaknesses = weaknesses };

    private static Weakness Late(string code, FindingSeverity severity, int due) => Looks.Weakness(code, severity, "portal") with { Id = "W-" + code.Split('.')[1], Due = Today.AddDays(due) };
}
