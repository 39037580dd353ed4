using Monitor.Core.Alerts;
using Monitor.Host.Demo;
using Xunit;

namespace Monitor.Tests.Demo;

public sealed class DayScorerTests
{
    [Fact]
    public void An_event_is_caught_by_its_own_teams_alert_and_the_delay_is_counted()
    {
        var alert = Some("rumour-story:abc", Team.Propaganda, WarningLevel.Yellow, 23);
        var summary = DayScorer.Score([alert], [Said(alert, DecisionReason.Opened, 23)], DemoDay.Start);
        var caught = summary.Catches.Single(c => c.Event.Id == "rumour");
        Assert.Equal(alert, caught.Alert);
        Assert.Equal(3, caught.DelayMinutes);
        Assert.Empty(summary.FalseAlerts);
        Assert.False(summary.Passed);
    }

    [Fact]
    public void The_wrong_team_catches_nothing()
    {
        var alert = Some("rumour-story:abc", Team.Security, WarningLevel.Yellow, 23);
        var summary = DayScorer.Score([alert], [Said(alert, DecisionReason.Opened, 23)], DemoDay.Start);
        Assert.All(summary.Catches, c => Assert.Null(c.Alert));
    }

    [Fact]
    public void An_escalation_counts_for_the_worse_trouble_that_caused_it()
    {
        var alert = Some("outage:filing-system", Team.Security, WarningLevel.Orange, 45);
        var summary = DayScorer.Score([alert], [Said(alert, DecisionReason.Opened, 45), Said(alert, DecisionReason.Escalated, 56)], DemoDay.Start);
        Assert.Equal(45, summary.Catches.Single(c => c.Event.Id == "slow").Minute);
        Assert.Equal(56, summary.Catches.Single(c => c.Event.Id == "errors").Minute);
        Assert.Empty(summary.FalseAlerts);
    }

    [Fact]
    public void An_orange_alert_outside_every_event_is_false()
    {
        var alert = Some("outage:filing-system", Team.Security, WarningLevel.Orange, 5);
        var summary = DayScorer.Score([alert], [Said(alert, DecisionReason.Opened, 5)], DemoDay.Start);
        Assert.Equal([alert], summary.FalseAlerts);
        Assert.Contains("误报", SummaryTable.Write(summary));
    }

    private static Decision Said(Alert alert, DecisionReason reason, double minute) =>
        new(alert.Fingerprint, alert.Id, DemoDay.Start.AddMinutes(minute), reason, "", true);

    private static Alert Some(string fingerprint, Team team, WarningLevel level, double minute) => new()
    {
        Id = fingerprint,
        Fingerprint = fingerprint,
        Kind = fingerprint.Split(':')[0],
        Subject = fingerprint.Split(':')[1],
        Team = team,
        Level = level,
        State = AlertState.Firing,
        Title = "t",
        Why = "w",
        Since = DemoDay.Start.AddMinutes(minute),
        OpenedAt = DemoDay.Start.AddMinutes(minute),
        UpdatedAt = DemoDay.Start.AddMinutes(minute),
        LastFiring = DemoDay.Start.AddMinutes(minute),
    };
}
