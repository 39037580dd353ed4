using Monitor.Core.Alerts;

namespace Monitor.Alerts.Decide;

/// <summary>What keeps an open alert from being told at this look: maintenance, a person's silence, a known cause. Never its end.</summary>
internal sealed class Gates(TargetPlans plans, Causes causes, Verdicts verdicts, IReadOnlyList<Silence> silences, DateTimeOffset now)
{
    private readonly IReadOnlyList<Silence> _silences = [.. silences.Where(s => s.IsOn(now))];

    /// <summary>Holds on every channel.</summary>
    public Reason? OfPeople(Alert alert)
    {
        if (plans.Of(alert)?.Plan.Maintenance.FirstOrDefault(m => m.Contains(now)) is { } window)
            return new Reason(DecisionReason.Maintenance, $"处于维护时段：{window.Reason}");
        if (_silences.FirstOrDefault(s => s.Covers(alert, now)) is { } silence)
            return new Reason(DecisionReason.Silenced, $"被 {silence.Owner} 静默：{silence.Reason}（编号 {silence.Id}）");
        return null;
    }

    /// <summary>Holds where the cause is known.</summary>
    public Reason? OfCause(Alert alert, string channel)
    {
        foreach (var (id, how) in causes.Of(alert))
        {
            var cause = verdicts.Now(id);
            if (alert.Level > cause.Level) continue;
            if (cause.Told is null || cause.Told.Any(t => t.Channel == channel) || OfPeople(cause) is not null)
                return new Reason(DecisionReason.Inhibited, $"{how}，已由告警 {id} 说明：{cause.Title}");
        }

        return null;
    }
}
