using Monitor.Core.Alerts;
using Monitor.Core.Season;
using Monitor.Core.Signals;
using Xunit;
using static Monitor.Tests.Alerts.Decide.Book;

namespace Monitor.Tests.Alerts.Decide;

/// <summary>uptime-kuma #1337, #649, #900. The book's clock starts at 08:00; the night here is 07:00 to 09:00.</summary>
public sealed class QuietHoursTests
{
    private readonly Book _book = new(null, Channel("phone") with { Quiet = [new DailyWindow { From = new(7, 0), Until = new(9, 0) }] }, Channel("log"));

    [Fact]
    public void Blue_and_yellow_wait_and_come_as_one_summary_when_the_hours_end()
    {
        _book.Tick(0, Signal(SignalState.Firing));
        _book.Tick(5, Signal(SignalState.Firing, WarningLevel.Blue, "mail-gateway"));
        _book.Tick(300, Signal(SignalState.Clear));
        Assert.Empty(To("phone"));
        Assert.Equal(3, _book.Sent.Count(n => n.Channel == "log"));
        _book.Tick(3599);
        Assert.Empty(To("phone"));
        _book.Restart();
        _book.Tick(3600);
        var summary = Assert.Single(To("phone"));
        Assert.Equal(NoticeKind.Summary, summary.Kind);
        Assert.Contains("共 2 项", summary.Text);
        Assert.Contains("08:00 新提示，08:05 已结束", summary.Text);
        _book.Tick(3700);
        Assert.Single(To("phone"));
        Assert.Equal(2, _book.Decisions.Count(d => d.Reason == DecisionReason.Summarised));
    }

    [Theory]
    [InlineData(WarningLevel.Orange)]
    [InlineData(WarningLevel.Red)]
    public void Orange_and_red_pass(WarningLevel level)
    {
        _book.Tick(0, Signal(SignalState.Firing, level));
        Assert.Equal(NoticeKind.Opened, Assert.Single(To("phone")).Kind);
    }

    [Fact]
    public void A_rise_to_orange_wakes_and_the_end_is_told_too()
    {
        _book.Tick(0, Signal(SignalState.Firing));
        _book.Tick(5, Signal(SignalState.Firing, WarningLevel.Orange));
        _book.Tick(300, Signal(SignalState.Clear));
        Assert.Equal([NoticeKind.Escalated, NoticeKind.Resolved], To("phone").Select(n => n.Kind));
    }

    [Fact]
    public void The_reason_names_the_channel_that_waits()
    {
        _book.Tick(0, Signal(SignalState.Firing));
        Assert.Contains("phone 处于免打扰时段", Assert.Single(_book.Decisions).Text);
    }

    private IEnumerable<Notice> To(string channel) => _book.Sent.Where(n => n.Channel == channel);
}
