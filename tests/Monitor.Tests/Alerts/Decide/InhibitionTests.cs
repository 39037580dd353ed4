using Monitor.Alerts.Decide;
using Monitor.Core.Alerts;
using Monitor.Core.Signals;
using Xunit;
using static Monitor.Tests.Alerts.Decide.Book;

namespace Monitor.Tests.Alerts.Decide;

/// <summary>uptime-kuma #1089: children of a known cause. OneUptime #3122: suppression that swallows the end.</summary>
public sealed class InhibitionTests
{
    private static readonly AlertBookOptions Options = new()
    {
        Targets = new Dictionary<string, TargetPlan>
        {
            ["portal"] = new("门户", "portal.example", [], []),
            ["portal-cert"] = new("门户证书", "portal.example", [], []),
            ["query"] = new("查分", "query.example", ["portal"], []),
        },
    };

    private static readonly Signal Outage = Signal(SignalState.Firing, WarningLevel.Orange);
    private static readonly Signal Certificate = Signal(SignalState.Firing, WarningLevel.Yellow, "portal-cert") with { Kind = "certificate" };
    private static readonly Signal Query = Signal(SignalState.Firing, WarningLevel.Orange, "query");
    private readonly Book _book = new(Options, Channel("mail"), Channel("loud", WarningLevel.Red));

    [Fact]
    public void Checks_of_a_host_and_of_what_depends_on_it_are_held_while_its_outage_is_known()
    {
        _book.Tick(0, Certificate, Query, Outage);
        Assert.Equal("portal", _book.Alerts[Assert.Single(_book.Sent).AlertId!].Subject);
        Assert.Equal(2, _book.Decisions.Count(d => d.Reason == DecisionReason.Inhibited));
        Assert.Equal(3, _book.Alerts.Count);
    }

    [Fact]
    public void What_still_fires_after_the_cause_is_over_is_told()
    {
        _book.Tick(0, Outage, Certificate);
        _book.Tick(200, Outage with { State = SignalState.Clear }, Certificate);
        Assert.Equal(["portal:Opened", "portal:Resolved", "portal-cert:Opened"], Told());
    }

    [Fact]
    public void The_end_of_what_was_told_is_told_also_while_a_cause_is_known()
    {
        _book.Tick(0, Certificate);
        _book.Tick(5, Outage, Certificate);
        _book.Tick(300, Outage, Certificate with { State = SignalState.Clear });
        Assert.Equal(["portal-cert:Opened", "portal:Opened", "portal-cert:Resolved"], Told());
    }

    [Fact]
    public void A_child_above_its_cause_s_level_is_told()
    {
        _book.Tick(0, Outage, Query with { Level = WarningLevel.Red });
        Assert.Contains("query:Opened", Told());
    }

    [Fact]
    public void A_channel_that_did_not_hear_the_cause_hears_the_child()
    {
        var book = new Book(Options, Channel("a", WarningLevel.Blue, Team.Security), Channel("b", WarningLevel.Blue, Team.Propaganda));
        book.Tick(0, Outage, Certificate with { Team = Team.Propaganda });
        Assert.Equal(["a", "b"], book.Sent.Select(n => n.Channel).Order());
    }

    [Fact]
    public void Two_that_depend_on_each_other_never_silence_both()
    {
        var ring = new AlertBookOptions { Targets = new Dictionary<string, TargetPlan> { ["portal"] = new("甲", null, ["query"], []), ["query"] = new("乙", null, ["portal"], []) } };
        var book = new Book(ring, Channel("mail"));
        book.Tick(0, Outage, Query);
        Assert.Single(book.Sent);
    }

    [Fact]
    public void A_burst_of_complaints_is_explained_by_the_joint_incident_of_the_same_team()
    {
        var joint = Signal(SignalState.Firing, WarningLevel.Orange, "joint-propaganda", team: Team.Propaganda) with { Kind = "cross-evidence", Incident = "target:portal" };
        var burst = Signal(SignalState.Firing, WarningLevel.Yellow, "system_outage", team: Team.Propaganda) with { Kind = "burst" };
        _book.Tick(0, burst, joint, burst with { Subject = "paper_leak" });
        Assert.Equal(["joint-propaganda:Opened", "paper_leak:Opened"], Told().Order());
    }

    private IEnumerable<string> Told() => _book.Sent.Where(n => n.Channel == "mail").Select(n => $"{_book.Alerts[n.AlertId!].Subject}:{n.Kind}");
}
