using Monitor.Core.Alerts;
using Monitor.Core.Signals;
using Xunit;
using static Monitor.Tests.Alerts.Decide.Book;

namespace Monitor.Tests.Alerts.Decide;

public sealed class SilenceTests
{
    private static readonly Signal Fire = Signal(SignalState.Firing);
    private static readonly Signal Clear = Signal(SignalState.Clear);
    private readonly Book _book = new(null, Channel("mail"));

    [Fact]
    public void A_silenced_alert_is_recorded_with_its_reason_and_nobody_is_told()
    {
        _book.Silences.Add(Silence("s1", 0, 3600));
        for (var second = 0; second < 600; second += 5) _book.Tick(second, Fire);
        Assert.Equal(AlertState.Firing, _book.Only.State);
        Assert.Empty(_book.Sent);
        Assert.Equal([DecisionReason.Silenced, DecisionReason.Opened], _book.Decisions.Select(d => d.Reason));
        Assert.All(_book.Decisions, d => Assert.Contains("王工", d.Text));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_held_is_told_once_when_the_silence_ends_and_the_trouble_goes_on_even_over_a_restart(bool restart)
    {
        _book.Silences.Add(Silence("s1", 0, 300));
        _book.Tick(0, Fire);
        if (restart) _book.Restart();
        _book.Tick(299, Fire);
        Assert.Empty(_book.Sent);
        for (var second = 300; second < 400; second += 5) _book.Tick(second, Fire);
        Assert.Equal(NoticeKind.Opened, Assert.Single(_book.Sent).Kind);
        Assert.Contains(_book.Decisions, d => d is { Reason: DecisionReason.Released, Notified: true });
    }

    [Fact]
    public void A_trouble_that_ends_within_the_silence_was_never_told_and_its_end_is_not_told()
    {
        _book.Silences.Add(Silence("s1", 0, 3600));
        _book.Tick(0, Fire);
        _book.Tick(200, Clear);
        Assert.Empty(_book.Sent);
        Assert.Contains("结束也不通知", _book.Decisions[^1].Text);
    }

    /// <summary>Prior art loses the end when a silence begins between the two (uptime-kuma #4792 the other way round).</summary>
    [Fact]
    public void The_end_of_what_was_told_before_the_silence_is_told_all_the_same()
    {
        _book.Tick(0, Fire);
        _book.Silences.Add(Silence("s1", 5, 3600));
        _book.Tick(200, Clear);
        Assert.Equal([NoticeKind.Opened, NoticeKind.Resolved], _book.Sent.Select(n => n.Kind));
    }

    [Fact]
    public void A_rise_above_the_silenced_level_is_told()
    {
        _book.Silences.Add(Silence("s1", 0, 3600) with { UpTo = WarningLevel.Yellow });
        _book.Tick(0, Fire);
        _book.Tick(5, Signal(SignalState.Firing, WarningLevel.Orange));
        Assert.Equal(WarningLevel.Orange, Assert.Single(_book.Sent).Level);
    }

    [Theory]
    [InlineData("outage", "portal", Team.Security, true)]
    [InlineData("outage", null, null, true)]
    [InlineData(null, "portal", null, true)]
    [InlineData("burst", null, null, false)]
    [InlineData("outage", "other", null, false)]
    [InlineData(null, null, Team.Propaganda, false)]
    public void Every_matcher_that_is_given_must_match(string? kind, string? subject, Team? team, bool silenced)
    {
        _book.Silences.Add(Silence("s1", 0, 60) with { Kind = kind, Subject = subject, Team = team });
        _book.Tick(0, Fire);
        Assert.Equal(silenced, _book.Sent.Count == 0);
    }

    [Fact]
    public void A_silence_ended_by_a_person_holds_nothing_from_then_on()
    {
        _book.Silences.Add(Silence("s1", 0, 3600));
        _book.Tick(0, Fire);
        _book.Silences[0] = _book.Silences[0] with { EndedAt = Start.AddSeconds(10), EndedBy = "王工" };
        _book.Tick(15, Fire);
        Assert.Single(_book.Sent);
    }

    internal static Silence Silence(string id, double from, double until) => new()
    {
        Id = id,
        Kind = "outage",
        Owner = "王工",
        Reason = "演练",
        From = Start.AddSeconds(from),
        Until = Start.AddSeconds(until),
    };
}
