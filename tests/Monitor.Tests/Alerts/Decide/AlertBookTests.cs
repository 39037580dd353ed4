using Monitor.Alerts.Decide;
using Monitor.Core.Alerts;
using Monitor.Core.Signals;
using Xunit;
using static Monitor.Tests.Alerts.Decide.Book;

namespace Monitor.Tests.Alerts.Decide;

public sealed class AlertBookTests
{
    private static readonly Signal Fire = Signal(SignalState.Firing);
    private static readonly Signal Clear = Signal(SignalState.Clear, why: "已恢复");
    private static readonly Signal Unknown = Signal(SignalState.Unknown, why: "没有结果");
    private readonly Book _book = new(null, Channel("mail"));

    [Fact]
    public void A_firing_signal_opens_one_alert_and_tells_once()
    {
        for (var second = 0; second < 300; second += 5) _book.Tick(second, Fire);
        Assert.Equal(AlertState.Firing, _book.Only.State);
        Assert.Equal(NoticeKind.Opened, Assert.Single(_book.Sent).Kind);
        Assert.Equal(DecisionReason.Opened, Assert.Single(_book.Decisions).Reason);
        Assert.Matches("^[0-9a-f]{16}$", _book.Only.Id);
    }

    /// <summary>What is said, step by step: F/f firing yellow/blue, O firing orange, C clear, ? unknown, - no signal; a step is 30 s.</summary>
    [Theory]
    [InlineData("F", "Opened")]
    [InlineData("FFFF", "Opened")]
    [InlineData("FO", "Opened Escalated")]
    [InlineData("FOFO", "Opened Escalated")]
    [InlineData("fFO", "Opened Escalated Escalated")]
    [InlineData("FCCC", "Opened HeldDown")]
    [InlineData("FCCCC", "Opened HeldDown Resolved")]
    [InlineData("FCCFCCC", "Opened HeldDown StillFiring HeldDown")]
    [InlineData("FCCFCCCC", "Opened HeldDown StillFiring HeldDown Resolved")]
    [InlineData("F??????????", "Opened UnknownKept")]
    [InlineData("F??F", "Opened UnknownKept StillFiring")]
    [InlineData("F----------", "Opened")]
    [InlineData("F???C", "Opened UnknownKept Resolved")]
    [InlineData("FCCCCF", "Opened HeldDown Resolved Opened")]
    [InlineData("CCCC", "")]
    [InlineData("????", "")]
    public void Each_course_of_signals_has_its_decisions(string course, string decisions)
    {
        for (var step = 0; step < course.Length; step++) _book.Tick(step * 30, Of(course[step]));
        Assert.Equal(decisions, string.Join(' ', _book.Decisions.Select(d => d.Reason)));
        Assert.Equal(
            decisions.Split(' ').Where(d => d is "Opened" or "Escalated" or "Resolved"),
            _book.Sent.Select(n => n.Kind.ToString()));
    }

    [Fact]
    public void Hold_down_counts_from_the_true_last_firing_look_not_the_stored_one()
    {
        _book.Tick(0, Fire);
        _book.Tick(25, Fire);
        Assert.Equal(Start, _book.Only.LastFiring);
        _book.Tick(144, Clear);
        Assert.Equal(AlertState.Firing, _book.Only.State);
        _book.Tick(145, Clear);
        Assert.Equal(AlertState.Resolved, _book.Only.State);
        Assert.Equal(Start.AddSeconds(145), _book.Only.ResolvedAt);
    }

    [Fact]
    public void Unchanged_firing_is_stored_every_half_minute_and_visible_change_at_once()
    {
        _book.Tick(0, Fire);
        Assert.Empty(_book.Tick(10, Fire).Changed);
        Assert.Single(_book.Tick(15, Fire with { Why = "连续 4 次" }).Changed);
        Assert.Empty(_book.Tick(44, Fire with { Why = "连续 4 次" }).Changed);
        Assert.Single(_book.Tick(45, Fire with { Why = "连续 4 次" }).Changed);
        Assert.Equal(3, _book.Only.Version);
    }

    [Fact]
    public void An_alert_that_fires_again_after_its_end_is_a_new_one_with_a_repeatable_id()
    {
        _book.Tick(0, Fire);
        _book.Tick(200, Clear);
        _book.Tick(300, Fire);
        Assert.Equal(2, _book.Alerts.Count);
        Assert.Equal(AlertIds.Of("outage:portal", Start.AddSeconds(300)), _book.Alerts.Values.Single(a => a.State == AlertState.Firing).Id);
    }

    [Fact]
    public void An_acknowledged_alert_speaks_only_of_escalation_and_end()
    {
        _book.Tick(0, Fire);
        _book.Acknowledge(5, _book.Only.Id);
        _book.Tick(40, Fire with { Why = "连续 9 次" });
        Assert.Single(_book.Sent);
        _book.Tick(50, Signal(SignalState.Firing, WarningLevel.Orange));
        Assert.Equal((AlertState.Acknowledged, "值班员"), (_book.Only.State, _book.Only.AcknowledgedBy));
        _book.Tick(500, Clear);
        Assert.Equal([NoticeKind.Opened, NoticeKind.Escalated, NoticeKind.Resolved], _book.Sent.Select(n => n.Kind));
    }

    [Fact]
    public void Taking_an_alert_twice_or_after_its_end_changes_nothing()
    {
        _book.Tick(0, Fire);
        Assert.Single(_book.Acknowledge(1, _book.Only.Id).Changed);
        Assert.Empty(_book.Acknowledge(2, _book.Only.Id).Changed);
        _book.Tick(300, Clear);
        Assert.Empty(_book.Acknowledge(301, _book.Only.Id).Changed);
    }

    [Theory]
    [InlineData(WarningLevel.Blue, Team.Security, "all security")]
    [InlineData(WarningLevel.Yellow, Team.Security, "all security")]
    [InlineData(WarningLevel.Orange, Team.Security, "all security loud")]
    [InlineData(WarningLevel.Blue, Team.Propaganda, "all propaganda")]
    [InlineData(WarningLevel.Red, Team.Propaganda, "all propaganda loud")]
    public void Channels_hear_their_teams_from_their_level_up(WarningLevel level, Team team, string heard)
    {
        var book = new Book(null, Channel("all"), Channel("security", teams: Team.Security), Channel("propaganda", teams: Team.Propaganda), Channel("loud", WarningLevel.Orange));
        book.Tick(0, Signal(SignalState.Firing, level, team: team));
        Assert.Equal(heard, string.Join(' ', book.Sent.Select(n => n.Channel)));
    }

    [Fact]
    public void An_alert_no_channel_hears_is_kept_with_the_reason()
    {
        var book = new Book(null, Channel("loud", WarningLevel.Red));
        book.Tick(0, Fire);
        Assert.Empty(book.Sent);
        var decision = Assert.Single(book.Decisions);
        Assert.False(decision.Notified);
        Assert.Contains("没有渠道", decision.Text);
    }

    [Theory]
    [InlineData(WarningLevel.Yellow, false, true)]
    [InlineData(WarningLevel.Orange, false, false)]
    [InlineData(WarningLevel.Red, false, false)]
    [InlineData(WarningLevel.Red, true, true)]
    public void Orange_and_red_are_proposed_unless_config_issues_them(WarningLevel level, bool automatically, bool issued)
    {
        var book = new Book(new AlertBookOptions { IssueAutomatically = automatically });
        book.Tick(0, Signal(SignalState.Firing, level));
        Assert.Equal(issued, book.Only.LevelIssued);
        book.Tick(1, Signal(SignalState.Firing, WarningLevel.Red));
        Assert.Equal(automatically, book.Only.LevelIssued);
    }

    [Fact]
    public void Contradicting_signals_of_one_tick_count_as_the_worst()
    {
        _book.Tick(0, Clear, Fire, Signal(SignalState.Firing, WarningLevel.Orange), Unknown);
        Assert.Equal(WarningLevel.Orange, _book.Only.Level);
        Assert.Single(_book.Sent);
        _book.Tick(500, Clear, Unknown);
        Assert.Equal(AlertState.Firing, _book.Only.State);
    }

    [Fact]
    public void Alerts_of_different_subjects_do_not_touch_each_other()
    {
        _book.Tick(0, Fire, Signal(SignalState.Firing, subject: "mail-gateway"));
        _book.Tick(200, Clear);
        Assert.Equal([AlertState.Firing, AlertState.Resolved], _book.Alerts.Values.OrderBy(a => a.Subject).Select(a => a.State));
    }

    [Fact]
    public void Two_open_alerts_with_one_fingerprint_do_not_stop_the_tick()
    {
        var book = new AlertBook(new AlertBookOptions(), [], new NoticeVoice((_, _, _, _) => throw new InvalidOperationException(), (_, _, _) => throw new InvalidOperationException()));
        _book.Tick(0, Fire);
        var outcome = book.Decide([_book.Only, _book.Only with { Id = "0000000000000000" }], [Fire], Core.Alerts.Standing.None, Start.AddSeconds(60));
        Assert.Single(outcome.Changed);
    }

    private static Signal[] Of(char step) => step switch
    {
        'F' => [Fire],
        'f' => [Fire with { Level = WarningLevel.Blue }],
        'O' => [Fire with { Level = WarningLevel.Orange }],
        'C' => [Clear],
        '?' => [Unknown],
        _ => [],
    };
}
