using Monitor.Analysis.Detectors.CrossEvidence;
using Monitor.Analysis.Detectors.Outage;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Signals;
using Monitor.Core.Sources;
using Xunit;
using static Monitor.Tests.Analysis.Detectors.Windows;

namespace Monitor.Tests.Analysis.Detectors;

public sealed class CrossEvidenceDetectorTests
{
    private static readonly string Green = new('U', 80);

    private readonly CrossEvidenceDetector _detector = new(new CrossEvidenceOptions());

    /// <summary>States newest first; complaints of the last quarter of an hour; what must be said, + for firing at that level.</summary>
    [Theory]
    [InlineData("DDDUUU", 4, "joint-propaganda Orange, joint-security Orange")]
    [InlineData("GGGUUU", 4, "joint-propaganda Yellow, joint-security Yellow")]
    [InlineData("DDUUUU", 4, "")]
    [InlineData("DDDUUU", 3, "")]
    [InlineData("DDDUUU", 1, "early-portal Yellow")]
    [InlineData("GGGUUU", 0, "")]
    [InlineData("UUUUUU", 11, "")]
    [InlineData("UUUUUU", 12, "unconfirmed-propaganda Blue, unconfirmed-security Blue")]
    [InlineData("UUUUUU", 36, "unconfirmed-propaganda Yellow, unconfirmed-security Yellow")]
    [InlineData("U?U?UU", 12, "unconfirmed-propaganda Blue, unconfirmed-security Blue")]
    [InlineData("UUUDDD", 36, "")]
    [InlineData("DUUUUU", 36, "")]
    [InlineData("??????", 36, "")]
    public void The_three_cases_and_what_lies_between(string states, int complaints, string expected)
    {
        var said = _detector.Detect(Window(states, complaints)).OrderBy(s => s.Subject, StringComparer.Ordinal).Select(s => $"{s.Subject} {s.Level}");
        Assert.Equal(expected, string.Join(", ", said));
    }

    [Fact]
    public void A_joint_incident_reaches_both_teams_under_one_key_which_is_also_the_outages()
    {
        var window = Window("DDDUUU", 6);
        var joint = _detector.Detect(window).ToList();
        Assert.Equal([Team.Propaganda, Team.Security], joint.Select(s => s.Team).Order());
        var outage = Assert.Single(new OutageDetector(new OutageOptions()).Detect(window));
        Assert.Equal("target:portal", Assert.Single(joint.Append(outage).Select(s => s.Incident).Distinct()));
        Assert.All(joint, s => Assert.Contains("志愿填报系统", s.Title));
        Assert.Contains("官方说明", joint.Single(s => s.Team == Team.Propaganda).Why);
    }

    [Fact]
    public void Complaints_without_a_fault_are_to_be_checked_never_called_false()
    {
        var signal = _detector.Detect(Window(Green, 20)).First();
        Assert.Contains("地区或运营商网络", signal.Why);
        Assert.Contains("待核", signal.Why);
    }

    [Fact]
    public void One_person_complaining_often_is_no_confirmation()
    {
        var window = Window("DDDUUU", 10);
        Assert.Empty(_detector.Detect(window with { Posts = [.. window.Posts.Select(p => p with { AuthorKey = "same" })] }));
    }

    [Fact]
    public void A_target_the_public_never_sees_is_left_out()
    {
        var detector = new CrossEvidenceDetector(new CrossEvidenceOptions { Targets = ["other"] });
        Assert.Empty(detector.Detect(Window("DDDUUU", 10)));
        Assert.Empty(detector.Detect(Window("DDDUUU", 0)));
    }

    [Fact]
    public void Silence_means_nothing_when_no_source_can_be_read()
    {
        var deaf = Window("DDDUUU", 0) with { SourceStatuses = [Status("weibo-1", SourceState.Blocked)] };
        Assert.Empty(_detector.Detect(deaf));
        Assert.Equal(SignalState.Unknown, Assert.Single(_detector.Detect(Open(deaf, "early-portal"))).State);
    }

    [Theory]
    [InlineData("DDDUUU", 5, "early-portal", SignalState.Clear)]
    [InlineData("UUDDDU", 0, "early-portal", SignalState.Clear)]
    [InlineData("DDDUUU", 1, "joint-security", SignalState.Firing)]
    [InlineData("DDDUUU", 0, "joint-security", SignalState.Clear)]
    [InlineData("UUUUUU", 9, "joint-security", SignalState.Clear)]
    [InlineData("??????", 9, "joint-security", SignalState.Unknown)]
    [InlineData("UUUUUU", 6, "unconfirmed-security", SignalState.Firing)]
    [InlineData("UUUUUU", 2, "unconfirmed-security", SignalState.Clear)]
    [InlineData("DDDUUU", 20, "unconfirmed-security", SignalState.Clear)]
    [InlineData("??????", 20, "unconfirmed-security", SignalState.Unknown)]
    public void What_is_open_gets_its_answer(string states, int complaints, string subject, SignalState state) =>
        Assert.Equal(state, _detector.Detect(Open(Window(states, complaints), subject)).Single(s => s.Subject == subject).State);

    [Fact]
    public void A_warning_about_a_target_taken_out_of_the_config_closes_and_says_that_this_is_no_recovery()
    {
        foreach (var window in new[] { Open(Empty, "early-gone"), Open(Window("UUUUUU", 0), "early-gone"), Open(Empty, "joint-security") })
        {
            var signal = Assert.Single(_detector.Detect(window));
            Assert.Equal(SignalState.Clear, signal.State);
            Assert.Contains("不代表已恢复", signal.Why);
        }
    }

    private static JudgeWindow Open(JudgeWindow window, string subject) => window with { OpenFingerprints = new HashSet<string> { "cross-evidence:" + subject } };

    private static JudgeWindow Window(string states, int complaints) => Probing(states) with
    {
        Posts = [.. Enumerable.Range(0, complaints).Select(i => Post("c" + i, 5, topic: Topics.SystemOutage, band: RiskBand.Low) with { Text = "填报系统登不上" })],
    };
}
