using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Signals;

namespace Monitor.Host.Drill.Playing;

/// <summary>The service's alert book for an exercise: every signal's title carries the mark, and so does whatever is stored of it: alerts, lists that wait, cases, reports.</summary>
internal sealed class DrillBook(IAlertBook inner) : IAlertBook
{
    public JudgeOutcome Decide(IReadOnlyList<Alert> open, IReadOnlyList<Signal> signals, Standing standing, DateTimeOffset now) =>
        inner.Decide(open, [.. signals.Select(s => s with { Title = DrillMark.Title(s.Title) })], standing, now);

    public JudgeOutcome Acknowledge(Alert alert, string who, DateTimeOffset now) => inner.Acknowledge(alert, who, now);

    public JudgeOutcome Issue(Alert alert, string who, DateTimeOffset now) => inner.Issue(alert, who, now);
}
