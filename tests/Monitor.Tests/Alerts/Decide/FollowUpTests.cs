using Monitor.Alerts.Decide;
using Monitor.Core.Alerts;
using Monitor.Core.Signals;
using Xunit;
using static Monitor.Tests.Alerts.Decide.Book;

namespace Monitor.Tests.Alerts.Decide;

public sealed class FollowUpTests
{
    private static readonly Signal Fire = Signal(SignalState.Firing, WarningLevel.Orange);

    private static readonly AlertBookOptions Roster = new()
    {
        Rules = new AlertingOptions
        {
            RemindTimes = 3,
            OnCall =
            [
                new OnCallStep { Name = "二线", Team = Team.Security, Channels = ["second"], After = TimeSpan.FromMinutes(15) },
                new OnCallStep { Name = "宣传组长", Team = Team.Security, Channels = ["lead"], After = TimeSpan.FromMinutes(45), MinLevel = WarningLevel.Orange },
            ],
        },
    };

    private readonly Book _book = new(Roster, Channel("mail"), Channel("second") with { OnCallOnly = true }, Channel("lead", teams: Team.Propaganda));

    /// <summary>hertzbeat #141, #937, #1213; nightingale #952: repeats without end. Here they grow rarer and stop.</summary>
    [Fact]
    public void Reminders_back_off_and_stop()
    {
        Run(0, 24 * 60);
        // Passing it on after 15 minutes was a telling; the first reminder counts from there.
        Assert.Equal([45, 105, 225], Minutes("mail", NoticeKind.Reminder));
    }

    [Fact]
    public void Nobody_is_reminded_of_what_somebody_has_taken()
    {
        Run(0, 1);
        _book.Acknowledge(61, _book.Only.Id);
        Run(2, 600);
        Assert.Single(_book.Sent);
    }

    [Fact]
    public void Unacknowledged_it_goes_to_the_next_person_and_then_to_the_other_team_s_lead_who_hear_its_end_too()
    {
        Run(0, 60);
        Assert.Equal([15], Minutes("second", NoticeKind.PassedOn));
        Assert.Equal([45], Minutes("lead", NoticeKind.PassedOn));
        Assert.Contains(_book.Decisions, d => d.Reason == DecisionReason.PassedOn && d.Text.Contains("二线", StringComparison.Ordinal));
        _book.Tick(3900, Signal(SignalState.Clear));
        Assert.Equal(["lead", "mail", "second"], _book.Sent.Where(n => n.Kind == NoticeKind.Resolved).Select(n => n.Channel).Order());
    }

    [Fact]
    public void A_lower_level_is_neither_reminded_of_nor_passed_on()
    {
        for (var minute = 0; minute < 300; minute++) _book.Tick(minute * 60, Signal(SignalState.Firing));
        Assert.Single(_book.Sent);
    }

    [Fact]
    public void A_restricted_alert_never_leaves_its_team()
    {
        for (var minute = 0; minute < 60; minute++) _book.Tick(minute * 60, Fire with { Restricted = true });
        Assert.Empty(_book.Sent);
    }

    [Fact]
    public void A_silence_holds_reminders_too()
    {
        Run(0, 1);
        _book.Silences.Add(SilenceTests.Silence("s1", 60, 6000));
        Run(2, 90);
        Assert.Single(_book.Sent);
    }

    [Fact]
    public void Issuing_tells_those_who_heard_once_and_names_the_person()
    {
        Run(0, 1);
        Assert.Equal("mail", Assert.Single(_book.Issue(70, _book.Only.Id).Notices).Channel);
        Assert.Equal((true, "值班员"), (_book.Only.LevelIssued, _book.Only.IssuedBy));
        Assert.Empty(_book.Issue(80, _book.Only.Id).Changed);
        _book.Tick(90, Signal(SignalState.Firing, WarningLevel.Red));
        Assert.False(_book.Only.LevelIssued);
    }

    private void Run(int from, int until)
    {
        for (var minute = from; minute < until; minute++) _book.Tick(minute * 60, Fire);
    }

    private IEnumerable<double> Minutes(string channel, NoticeKind kind) =>
        _book.Sent.Where(n => n.Channel == channel && n.Kind == kind).Select(n => (n.CreatedAt - Start).TotalMinutes);
}
