using CsCheck;
using Monitor.Alerts.Decide;
using Monitor.Core.Alerts;
using Monitor.Core.Signals;
using Xunit;
using static Monitor.Tests.Alerts.Decide.Book;

namespace Monitor.Tests.Alerts.Decide;

/// <summary>The state table of docs/decisions/0011; prior art has none in its class (peers' study, finding 4).</summary>
public sealed class FlappingTests
{
    private static readonly AlertBookOptions Calm = new() { Rules = new AlertingOptions { GroupSameKind = 1000, GroupAny = 1000, RemindAfter = TimeSpan.Zero } };
    private static readonly Gen<(bool Firing, int Seconds)[]> Courses = Gen.Select(Gen.Bool, Gen.OneOf(Gen.Int[1, 200], Gen.Int[200, 1500])).Array[1, 80];

    [Fact]
    public void A_flapping_trouble_is_one_notice_until_it_settles()
    {
        var book = new Book(Calm, Channel("mail"));
        var second = 0;
        for (var round = 0; round < 40; round++, second += 180) book.Tick(second, Signal(round % 2 == 0 ? SignalState.Firing : SignalState.Clear));
        var told = book.Sent.Select(n => n.Kind).ToList();
        Assert.Equal([NoticeKind.Opened, NoticeKind.Resolved, NoticeKind.Opened, NoticeKind.Resolved, NoticeKind.Opened, NoticeKind.Flapping], told);
        for (var quiet = 0; quiet < 40; quiet++, second += 60) book.Tick(second, Signal(SignalState.Clear));
        Assert.Equal(NoticeKind.Settled, book.Sent[^1].Kind);
        Assert.Equal(7, book.Sent.Count);
        Assert.All(book.Alerts.Values, a => Assert.Equal(AlertState.Resolved, a.State));
    }

    [Fact]
    public void It_settles_into_firing_when_the_trouble_stays()
    {
        var book = Flapping(out var second);
        for (var i = 0; i < 40; i++, second += 60) book.Tick(second, Signal(SignalState.Firing));
        Assert.Equal([NoticeKind.Flapping, NoticeKind.Settled], book.Sent.Select(n => n.Kind).Skip(1));
        Assert.Equal(AlertState.Firing, book.Only.State);
    }

    [Fact]
    public void Missing_data_neither_settles_nor_ends_it()
    {
        var book = Flapping(out var second);
        for (var i = 0; i < 100; i++, second += 60) book.Tick(second, Signal(SignalState.Unknown));
        Assert.Equal(AlertState.Flapping, book.Only.State);
        Assert.Equal(NoticeKind.Flapping, book.Sent[^1].Kind);
    }

    [Fact]
    public void A_rise_is_told_while_it_flaps_and_taking_it_does_not_stop_the_table()
    {
        var book = Flapping(out var second);
        book.Acknowledge(second, book.Only.Id);
        Assert.Equal((AlertState.Flapping, "值班员"), (book.Only.State, book.Only.AcknowledgedBy));
        book.Tick(second + 1, Signal(SignalState.Firing, WarningLevel.Red));
        Assert.Equal(NoticeKind.Escalated, book.Sent[^1].Kind);
    }

    /// <summary>Kibana #190609: turning it off left alerts flapping for ever.</summary>
    [Fact]
    public void What_flapped_ends_also_after_a_restart()
    {
        var book = Flapping(out var second);
        book.Restart();
        for (var i = 0; i < 60; i++, second += 60) book.Tick(second, Signal(SignalState.Clear));
        Assert.Equal(AlertState.Resolved, book.Only.State);
        Assert.Equal(NoticeKind.Settled, book.Sent[^1].Kind);
    }

    [Fact]
    public void Any_course_agrees_with_a_simple_reference() => Courses.Sample(course =>
    {
        var (book, reference, clock) = (new Book(Calm, Channel("mail")), new Reference(), 0);
        foreach (var (firing, seconds) in course)
        {
            clock += seconds;
            var outcome = book.Tick(clock, Signal(firing ? SignalState.Firing : SignalState.Clear));
            Assert.Equal(reference.See(firing, clock), outcome.Notices.Select(n => (NoticeKind?)n.Kind).SingleOrDefault());
        }

        var told = book.Sent.Select(n => n.Kind).Where(k => k is NoticeKind.Flapping or NoticeKind.Settled).ToList();
        Assert.All(told.Select((kind, i) => (kind, i)), t => Assert.Equal(t.i % 2 == 0 ? NoticeKind.Flapping : NoticeKind.Settled, t.kind));
        Assert.True(book.Alerts.Values.Count(a => a.State != AlertState.Resolved) <= 1);
    }, iter: 2000);

    private static Book Flapping(out int second)
    {
        var book = new Book(Calm, Channel("mail"));
        for (second = 0; second < 360; second += 60) book.Tick(second, Signal(second % 120 == 0 ? SignalState.Firing : SignalState.Clear));
        Assert.Equal(AlertState.Flapping, book.Only.State);
        return book;
    }

    /// <summary>The table read aloud: open or not, flapping or not, when it last fired, when it turned.</summary>
    private sealed class Reference
    {
        private readonly List<int> _turns = [];
        private bool? _last;
        private bool _open, _flaps;
        private int _fired;

        public NoticeKind? See(bool firing, int now)
        {
            if (_last is { } last && last != firing) _turns.Add(now);
            _last = firing;
            var turns = _turns.Count(t => t > now - 1800);
            if (firing) _fired = now;
            if (!_open && !firing) return null;
            if (!_open)
            {
                (_open, _flaps) = (true, turns >= 5);
                return _flaps ? NoticeKind.Flapping : NoticeKind.Opened;
            }

            if (!_flaps && turns >= 5)
            {
                _flaps = true;
                return NoticeKind.Flapping;
            }

            var settles = _flaps && turns <= 1;
            if (firing)
            {
                if (!settles) return null;
                _flaps = false;
                return NoticeKind.Settled;
            }

            if (now - _fired < 120 || (_flaps && !settles)) return null;
            var kind = _flaps ? NoticeKind.Settled : NoticeKind.Resolved;
            (_open, _flaps) = (false, false);
            return kind;
        }
    }

    private static readonly Gen<(int Act, int Seconds)[]> Looks = Gen.Select(Gen.Int[0, 2], Gen.OneOf(Gen.Int[1, 200], Gen.Int[200, 1500])).Array[1, 120];

    /// <summary>What must hold of any course of looks, firing, clear or unknown.</summary>
    [Fact]
    public void Each_episode_is_told_once_nothing_ends_while_it_fires_and_all_ends_under_endless_calm() => Looks.Sample(course =>
    {
        var (book, second) = (new Book(Calm, Channel("mail")), 0);
        foreach (var (act, wait) in course)
        {
            second += wait;
            var before = book.Alerts.Values.ToDictionary(a => a.Id, a => a.State);
            var outcome = book.Tick(second, Signal((SignalState)act));
            if (act == (int)SignalState.Unknown) Assert.Empty(outcome.Changed);
            if (act == (int)SignalState.Firing) Assert.DoesNotContain(outcome.Changed, a => a.State == AlertState.Resolved);
            Assert.DoesNotContain(outcome.Changed, a => before.GetValueOrDefault(a.Id) == AlertState.Resolved);
            Assert.All(book.Alerts.Values, a => Assert.True(a.OpenedAt <= a.UpdatedAt && a.LastFiring <= a.UpdatedAt));
        }

        for (var calm = 0; calm < 60; calm++) book.Tick(second += 60, Signal(SignalState.Clear));
        Assert.All(book.Alerts.Values, a => Assert.Equal(AlertState.Resolved, a.State));
        Assert.All(book.Sent.GroupBy(n => n.AlertId), told =>
        {
            // Flapping and settled take turns, and who was told that it flaps is told that it settled.
            var turns = told.Select(n => n.Kind).Where(k => k is NoticeKind.Flapping or NoticeKind.Settled).ToList();
            Assert.Equal(Enumerable.Range(0, turns.Count).Select(i => i % 2 == 0 ? NoticeKind.Flapping : NoticeKind.Settled), turns);
            Assert.Equal(0, turns.Count % 2);
            Assert.True(told.Last().Kind is NoticeKind.Settled or NoticeKind.Resolved);
        });
    }, iter: 2_000);
}
