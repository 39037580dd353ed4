using CsCheck;
using Monitor.Alerts.Decide;
using Monitor.Core.Alerts;
using Monitor.Core.Signals;
using Xunit;
using static Monitor.Tests.Alerts.Decide.Book;

namespace Monitor.Tests.Alerts.Decide;

public sealed class AlertBookPropertyTests
{
    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.Int[0, 2], Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[1, 90], (subject, act, level, seconds) => new Step(subject, (Act)act, (WarningLevel)level, seconds));

    /// <summary>Storms and flapping have tests of their own.</summary>
    private static readonly AlertBookOptions Plain = new() { Rules = new AlertingOptions { FlapAt = 1000, GroupSameKind = 1000, GroupAny = 1000, RemindAfter = TimeSpan.Zero } };

    [Fact]
    public void Any_interleaving_of_signals_and_time_agrees_with_a_simple_model() => Steps.Array[1, 60].Sample(Run, iter: 2000);

    private static void Run(Step[] steps)
    {
        // One channel hears everything; the other only orange and up.
        var book = new Book(Plain, Channel("all"), Channel("loud", WarningLevel.Orange));
        var models = new Model[] { new(), new(), new() };
        var clock = 0;
        foreach (var step in steps)
        {
            clock += step.Seconds;
            var subject = "target-" + step.Subject;
            var open = book.Alerts.Values.SingleOrDefault(a => a.Subject == subject && a.State != AlertState.Resolved);
            if (step.Act == Act.Acknowledge)
            {
                if (open is not null) Assert.Empty(book.Acknowledge(clock, open.Id).Notices);
                continue;
            }

            var expected = models[step.Subject].See(step, clock);
            var signals = step.Act == Act.Nothing ? [] : new[] { Signal((SignalState)step.Act, step.Level, subject) };
            var outcome = book.Tick(clock, signals);
            Assert.Equal(expected, outcome.Notices.Where(n => n.Channel == "all").Select(n => (NoticeKind?)n.Kind).SingleOrDefault());
            if (step.Act is Act.Unknown or Act.Nothing) Assert.Empty(outcome.Changed);
        }

        Check(book);
    }

    private static void Check(Book book)
    {
        Assert.Equal(book.Sent.Count, book.Sent.Select(n => n.Id).Distinct().Count());
        foreach (var alert in book.Alerts.Values)
        {
            var told = book.Sent.Where(n => n.AlertId == alert.Id && n.Channel == "all").Select(n => n.Kind).ToList();
            Assert.Equal(NoticeKind.Opened, told[0]);
            Assert.Single(told, NoticeKind.Opened);
            Assert.Equal(alert.State == AlertState.Resolved, told[^1] == NoticeKind.Resolved);
            Assert.Single(book.Decisions, d => d.AlertId == alert.Id && d.Reason == DecisionReason.Opened);

            var loud = book.Sent.Where(n => n.AlertId == alert.Id && n.Channel == "loud").Select(n => n.Kind).ToList();
            Assert.Equal(alert.Level >= WarningLevel.Orange, loud.Count > 0);
            if (loud.Count > 0) Assert.NotEqual(NoticeKind.Resolved, loud[0]);
        }
    }

    private enum Act { Fire, Clear, Unknown, Nothing, Acknowledge }

    private sealed record Step(int Subject, Act Act, WarningLevel Level, int Seconds);

    /// <summary>The rules again, as plainly as they can be put: open or not, how high, when it last fired.</summary>
    private sealed class Model
    {
        private WarningLevel? _level;
        private int _lastFiring;

        public NoticeKind? See(Step step, int now)
        {
            if (step.Act == Act.Fire)
            {
                _lastFiring = now;
                var before = _level;
                if (before is null || step.Level > before) _level = step.Level;
                return before is null ? NoticeKind.Opened : _level > before ? NoticeKind.Escalated : null;
            }

            if (step.Act != Act.Clear || _level is null || now - _lastFiring < 120) return null;
            _level = null;
            return NoticeKind.Resolved;
        }
    }
}
