using Monitor.Core.Alerts;
using Monitor.Core.Signals;
using Monitor.Host.Cli;
using Monitor.Host.Replay.Reading;

namespace Monitor.Host.Replay.Telling;

/// <summary>One JSON object a line; `type` is signal, decision, alert, notice or, once at the end, summary.</summary>
internal sealed class JsonVoice(TextWriter output) : IReplayVoice
{
    public void Say(DateTimeOffset at, Signal signal, Evidence evidence) => Write(new
    {
        type = "signal",
        at = Beijing(at),
        signal.Kind,
        signal.Subject,
        signal.State,
        signal.Level,
        signal.Team,
        since = Beijing(signal.Since),
        signal.Title,
        signal.Why,
        signal.Numbers,
        signal.Incident,
        restricted = signal.Restricted ? true : (bool?)null,
        evidence = evidence.Ids,
        quotes = Quotes(evidence),
    });

    public void Say(Decision decision) => Write(new
    {
        type = "decision",
        at = Beijing(decision.At),
        decision.Fingerprint,
        alert = decision.AlertId,
        decision.Reason,
        decision.Text,
        decision.Notified,
    });

    public void Say(DateTimeOffset at, Alert alert, Evidence evidence) => Write(new
    {
        type = "alert",
        at = Beijing(at),
        alert.Id,
        alert.Fingerprint,
        alert.State,
        alert.Level,
        issued = alert.LevelIssued,
        alert.Team,
        since = Beijing(alert.Since),
        openedAt = Beijing(alert.OpenedAt),
        resolvedAt = alert.ResolvedAt is { } ended ? Beijing(ended) : (DateTimeOffset?)null,
        alert.Title,
        alert.Why,
        alert.Incident,
        restricted = alert.Restricted ? true : (bool?)null,
        evidence = evidence.Ids,
    });

    public void Say(Notice notice) => Write(new
    {
        type = "notice",
        at = Beijing(notice.CreatedAt),
        notice.Id,
        notice.Channel,
        notice.Kind,
        notice.Level,
        alert = notice.AlertId,
        notice.Subject,
        notice.Text,
    });

    public void Say(ReplayTally tally) => Write(new
    {
        type = "summary",
        from = Beijing(tally.From),
        until = Beijing(tally.Until),
        tally.Posts,
        tally.Probes,
        tally.Looks,
        tally.Problems,
        signals = tally.Signals.Select(s => new { s.Key.Kind, s.Key.Level, count = s.Value }),
        alerts = tally.PerKind.Select(a => new { a.Kind, a.Level, count = a.Alerts }),
        perDay = tally.PerDay.Select(d => new { d.Day, count = d.Alerts }),
        first = tally.Alerts.Take(10).Select(a => new { at = Beijing(a.OpenedAt), a.Fingerprint, a.Level, a.Title }),
        notices = tally.Notices,
    });

    private static object? Quotes(Evidence evidence) => evidence.Quotes.Count == 0 ? null
        : evidence.Quotes.Select(q => new { q.Id, q.Source, at = Beijing(q.At), q.Text });

    private static DateTimeOffset Beijing(DateTimeOffset at) => at.ToOffset(Moments.Beijing);

    private void Write(object line) => output.Write(Common.Line(line) + "\n");
}
