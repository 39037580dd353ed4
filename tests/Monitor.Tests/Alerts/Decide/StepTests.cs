using Monitor.Core.Alerts;
using Monitor.Core.Signals;
using Xunit;
using static Monitor.Tests.Alerts.Decide.Book;

namespace Monitor.Tests.Alerts.Decide;

public sealed class StepTests
{
    private readonly Book _book = new(null, Channel("mail"));

    /// <summary>uptime-kuma #2899, #3964: a line before a certificate's end told three times, or two hundred.</summary>
    [Fact]
    public void Each_step_is_told_once_even_after_a_restart_and_never_backwards()
    {
        var seconds = 0;
        foreach (var (step, level) in new[] { (1, WarningLevel.Blue), (1, WarningLevel.Blue), (2, WarningLevel.Blue), (1, WarningLevel.Blue), (2, WarningLevel.Blue), (3, WarningLevel.Yellow), (4, WarningLevel.Yellow) })
        {
            for (var look = 0; look < 3; look++) _book.Tick(seconds += 5, Signal(SignalState.Firing, level) with { Step = step });
            _book.Restart();
        }

        Assert.Equal([NoticeKind.Opened, NoticeKind.Escalated, NoticeKind.Escalated, NoticeKind.Escalated], _book.Sent.Select(n => n.Kind));
        _book.Tick(seconds += 600, Signal(SignalState.Clear));
        Assert.Equal(NoticeKind.Resolved, _book.Sent[^1].Kind);
        Assert.Equal(4, _book.Only.Step);
    }
}
