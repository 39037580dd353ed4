using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Signals;
using Xunit;

namespace Monitor.Tests.Alerts.Decide.Model;

/// <summary>
/// The reference: it knows nothing of how the book decides, only what people at the channels may expect. It hears every outcome and objects.
/// </summary>
internal sealed class Listeners
{
    private readonly Dictionary<(string Alert, string Channel), Ear> _ears = [];
    private readonly Dictionary<string, Alert> _known = [];
    private readonly Dictionary<string, (int Place, bool Ends, HeldNotice Notice)> _held = [];
    private int _place;
    private readonly HashSet<string> _ids = [];

    public Ear Of(string alert, string channel)
    {
        if (!_ears.TryGetValue((alert, channel), out var ear)) _ears[(alert, channel)] = ear = new Ear();
        return ear;
    }

    /// <summary>One outcome that was stored, with the signals it came from; none when a person acted.</summary>
    public void Hear(JudgeOutcome outcome, IReadOnlyList<Signal> signals, IReadOnlyList<Silence> silences, DateTimeOffset now)
    {
        foreach (var alert in outcome.Changed) Changes(alert, outcome, signals);
        foreach (var held in outcome.Held)
        {
            // An end may wait with its beginning.
            var ends = _known[held.AlertId].State == AlertState.Resolved;
            Assert.True(held.Level < WarningLevel.Orange || held.Cause == HoldCause.Grouped || ends, $"{held.Level} waits for {held.Cause}");
            Assert.True(_held.TryAdd(held.Id, (_place++, ends, held)), $"held twice: {held.Id}");
        }

        foreach (var notice in outcome.Notices)
        {
            Assert.True(_ids.Add(notice.Id), $"sent twice: {notice.Id}");
            if (notice.Kind == NoticeKind.Summary) continue;
            Assert.Contains(outcome.Decisions, d => d.AlertId == notice.AlertId && d.Notified);
            Direct(notice, silences, now);
        }

        TakeUp(outcome);
    }

    /// <summary>Nothing is left to be said, and whoever was owed a word has it or the record says why not.</summary>
    public void CheckEnd(Book book)
    {
        Assert.Empty(_held);
        foreach (var alert in book.Alerts.Values)
        {
            Assert.Equal(AlertState.Resolved, alert.State);
            var reasons = book.Decisions.Where(d => d.AlertId == alert.Id).ToList();
            Assert.NotEmpty(reasons);
            foreach (var channel in World.Channels)
            {
                var ear = Of(alert.Id, channel.Id);
                Assert.Equal(ear.HasHeard, ear.IsOver);
                if (!World.Hears(channel, alert) || (ear.HasHeard && ear.Highest >= alert.Level)) continue;
                Assert.True(reasons.Exists(WasHeld), $"{channel.Id} missed {alert.Id} and nothing says why: {string.Join("; ", reasons.Select(r => r.Reason + " " + r.Text))}");
            }
        }
    }

    private static bool WasHeld(Decision d) => !d.Notified
        && (d.Reason is DecisionReason.Silenced or DecisionReason.Maintenance or DecisionReason.Inhibited || d.Text.Contains("未通知", StringComparison.Ordinal));

    private void Changes(Alert alert, JudgeOutcome outcome, IReadOnlyList<Signal> signals)
    {
        var before = _known.GetValueOrDefault(alert.Id);
        var seen = signals.FirstOrDefault(s => s.Fingerprint == alert.Fingerprint);
        if (before is null)
        {
            Assert.Equal(SignalState.Firing, seen?.State);
            Assert.DoesNotContain(_known.Values, a => a.Fingerprint == alert.Fingerprint && a.State != AlertState.Resolved);
        }
        else
        {
            Assert.NotEqual(AlertState.Resolved, before.State);
            Assert.True(alert.Level >= before.Level, "a level fell");
            if (alert.Level > before.Level) Assert.Equal((SignalState.Firing, alert.Level), (seen!.State, seen.Level));
        }

        // Missing data never ends an alert.
        if (alert.State == AlertState.Resolved) Assert.Equal(SignalState.Clear, seen?.State);
        if (before?.State != alert.State || before.Level != alert.Level || before.LevelIssued != alert.LevelIssued)
            Assert.Contains(outcome.Decisions, d => d.AlertId == alert.Id && d.Text.Length > 0);
        _known[alert.Id] = alert;
    }

    private void Direct(Notice notice, IReadOnlyList<Silence> silences, DateTimeOffset now)
    {
        var alert = _known[notice.AlertId!];
        var channel = World.Channels.Single(c => c.Id == notice.Channel);
        var ends = alert.State == AlertState.Resolved;
        // An issue is a person's own word.
        if (!ends && notice.Kind != NoticeKind.Issued) Assert.DoesNotContain(silences, s => s.Covers(alert, now));
        if (notice.Level < WarningLevel.Orange && notice.Kind != NoticeKind.Issued) Assert.DoesNotContain(channel.Quiet, q => q.Contains(now));
        if (notice.Kind is NoticeKind.Reminder or NoticeKind.PassedOn) Assert.Null(alert.AcknowledgedAt);
        Assert.Equal(ends, notice.Kind is NoticeKind.Resolved || (notice.Kind is NoticeKind.Settled && ends));
        var wrong = Of(alert.Id, channel.Id).Hear(new Word(notice.Kind, notice.Level, Summarised: false), ends);
        Assert.True(wrong is null, $"{channel.Id} hears {wrong}");
    }

    private void TakeUp(JudgeOutcome outcome)
    {
        foreach (var (_, ends, held) in outcome.Unheld.Select(id => _held[id]).OrderBy(h => h.Place).ToList())
        {
            _held.Remove(held.Id);
            Assert.Contains(outcome.Decisions, d => d.AlertId == held.AlertId && d is { Reason: DecisionReason.Summarised, Text.Length: > 0 });
            // What a later notice of the alert has taken up is not said again.
            if (outcome.Notices.Any(n => n.AlertId == held.AlertId && n.Channel == held.Channel)) continue;
            Assert.Contains(outcome.Notices, n => n.Kind == NoticeKind.Summary && n.Channel == held.Channel);
            var wrong = Of(held.AlertId, held.Channel).Hear(new Word(held.Kind, held.Level, Summarised: true), ends);
            Assert.True(wrong is null, $"{held.Channel} reads {wrong}");
        }
    }
}
