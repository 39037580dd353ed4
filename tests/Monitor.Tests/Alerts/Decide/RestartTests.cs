using Monitor.Core.Alerts;
using Monitor.Core.Signals;
using Xunit;
using static Monitor.Tests.Alerts.Decide.Book;

namespace Monitor.Tests.Alerts.Decide;

/// <summary>gatus #679, #1111; alertmanager #2339; PerformanceMonitor #1145: told again after each restart.</summary>
public sealed class RestartTests
{
    [Fact]
    public void A_restart_tells_nothing_again_on_any_channel()
    {
        var book = new Book(null, Channel("mail"), Channel("hook"));
        for (var second = 0; second < 600; second += 5)
        {
            book.Tick(second, Signal(SignalState.Firing));
            book.Restart();
        }

        Assert.Equal(["mail", "hook"], book.Sent.Select(n => n.Channel));
    }

    [Fact]
    public void An_alert_stored_before_telling_was_kept_counts_as_told()
    {
        var book = new Book(null, Channel("mail"));
        book.Tick(0, Signal(SignalState.Firing));
        book.Alerts[book.Only.Id] = book.Only with { Told = null };
        book.Restart();
        book.Tick(60, Signal(SignalState.Firing));
        Assert.Single(book.Sent);
        book.Tick(300, Signal(SignalState.Clear));
        Assert.Equal(NoticeKind.Resolved, book.Sent[^1].Kind);
    }

    /// <summary>uptime-kuma #4792: "up" without "down".</summary>
    [Fact]
    public void Who_never_heard_of_the_beginning_does_not_hear_of_the_end()
    {
        var book = new Book(null, Channel("loud", WarningLevel.Red));
        book.Tick(0, Signal(SignalState.Firing));
        book.Tick(300, Signal(SignalState.Clear));
        Assert.Empty(book.Sent);
    }
}
