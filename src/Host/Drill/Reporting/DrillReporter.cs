using Monitor.Core.Alerts;
using Monitor.Core.Cases;
using Monitor.Core.Contracts;
using Monitor.Host.Drill.Scenarios;

namespace Monitor.Host.Drill.Reporting;

/// <summary>Reads a drill's store and holds it against what was expected.</summary>
internal static class DrillReporter
{
    private const int Most = 10_000;

    /// <param name="state">Which drill, and how it ended.</param>
    /// <param name="ledger">The drill's own.</param>
    /// <param name="goals">What is good.</param>
    public static async Task<DrillReport> ComposeAsync(DrillState state, ILedger ledger, DrillsConfig goals, CancellationToken ct)
    {
        var left = (await ledger.AlertsAsync(state.StartedAt, Most, ct)).OrderBy(a => a.OpenedAt).ThenBy(a => a.Id, StringComparer.Ordinal).ToList();
        var notices = await ledger.NoticesAsync(null, Most, ct);
        var decisions = await ledger.DecisionsAsync(null, Most, ct);
        var first = state.FirstEventAt ?? state.StartedAt;
        var steps = new List<DrillFinding>();
        foreach (var step in state.Scenario.Expect)
        {
            var alert = left.FirstOrDefault(step.IsMetBy);
            if (alert is not null) left.Remove(alert);
            var cases = alert is null ? [] : await ledger.CasesOfAsync(Case.OfAlert(alert.Id), ct);
            steps.Add(Find(step, alert, [.. notices.Where(n => n.Notice.AlertId == alert?.Id && alert is not null)], decisions, cases.LastOrDefault(), state, first, goals));
        }

        return new DrillReport
        {
            Id = state.Id,
            Scenario = state.Scenario.Id,
            Title = state.Scenario.Title,
            Restricted = state.Scenario.Restricted,
            By = state.By,
            StartedAt = state.StartedAt,
            FirstEventAt = state.FirstEventAt,
            EndedAt = state.EndedAt ?? state.StartedAt,
            EndReason = state.EndReason ?? DrillEnding.Limit,
            EndedBy = state.EndedBy,
            Goals = new DrillGoals(goals.Detect.TotalSeconds, goals.Deliver.TotalSeconds, goals.Acknowledge.TotalSeconds, goals.Close.TotalSeconds),
            Steps = steps,
            Channels = [.. notices.GroupBy(n => n.Notice.Channel, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Channel(g.Key, [.. g]))],
            Others = [.. left.Select(a => new DrillExtra(a.Id, a.Kind, a.Level, a.Title, Seconds(a.OpenedAt - first)))],
            Held = (await ledger.StandingAsync(state.EndedAt ?? state.StartedAt, ct)).Held.Count,
        };
    }

    private static DrillFinding Find(
        DrillStep step, Alert? alert, List<NoticeRecord> notices, IReadOnlyList<Decision> decisions, Case? opened, DrillState state, DateTimeOffset first, DrillsConfig goals)
    {
        var within = step.Within ?? goals.Detect;
        var missed = new DrillFinding { Name = step.Name, Kind = step.Kind, Level = step.Level, DetectGoal = within.TotalSeconds, CloseInTime = goals.Close == TimeSpan.Zero ? null : false };
        if (alert is null) return missed;
        var at = ReachedAt(alert, step.Level, notices, decisions);
        var detect = at - (state.StartedAt + step.After);
        var (taken, closed) = (alert.AcknowledgedAt - alert.OpenedAt, opened?.ClosedAt - alert.OpenedAt);
        List<DrillDelivery> deliveries = [.. notices.GroupBy(n => n.Notice.Channel, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Delivery(g.Key, [.. g], goals))];
        var receipts = notices.Where(n => n.DeliveredAt is not null).Select(n => n.DeliveredAt!.Value).ToList();
        return missed with
        {
            Detected = true,
            AlertId = alert.Id,
            AlertTitle = alert.Title,
            ReachedLevel = alert.Level,
            DetectedAt = at,
            Detect = Seconds(detect),
            DetectInTime = detect <= within,
            Deliveries = deliveries,
            DeliverInTime = deliveries.Count > 0 && deliveries.TrueForAll(d => d.InTime),
            AcknowledgedBy = alert.AcknowledgedBy,
            Acknowledge = Seconds(taken),
            AcknowledgeInTime = taken <= goals.Acknowledge,
            CaseId = opened?.Id,
            Close = Seconds(closed),
            CloseInTime = goals.Close == TimeSpan.Zero || opened is null ? null : closed <= goals.Close,
            SinceFirst = new DrillSinceFirst(Seconds(at - first), receipts.Count == 0 ? null : Seconds(receipts.Min() - first), Seconds(alert.AcknowledgedAt - first), Seconds(opened?.ClosedAt - first)),
        };
    }

    /// <summary>An alert may open low and rise: the first notice or decision of the level counts, and where nobody was to be told, the opening or the last rise.</summary>
    private static DateTimeOffset ReachedAt(Alert alert, WarningLevel level, List<NoticeRecord> notices, IReadOnlyList<Decision> decisions)
    {
        var rises = decisions.Where(d => d.AlertId == alert.Id && d.Reason == DecisionReason.Escalated).Select(d => d.At).ToList();
        if (rises.Count == 0 || level == WarningLevel.Blue) return alert.OpenedAt;
        var told = notices.Where(n => n.Notice.Level >= level).Select(n => n.Notice.CreatedAt).ToList();
        return told.Count > 0 ? told.Min() : rises.Max();
    }

    /// <summary>The first notice of the alert on the channel decides; later ones say the rest.</summary>
    private static DrillDelivery Delivery(string channel, List<NoticeRecord> notices, DrillsConfig goals)
    {
        var begun = notices.MinBy(n => n.Notice.CreatedAt)!;
        var after = begun.DeliveredAt - begun.Notice.CreatedAt;
        return new DrillDelivery(channel, Seconds(after), after <= goals.Deliver, begun.LastDetail);
    }

    private static DrillChannel Channel(string id, List<NoticeRecord> notices) => new(
        id, notices.Count,
        notices.Count(n => n.Status == NoticeStatus.Delivered),
        notices.Count(n => n.Status == NoticeStatus.Dead),
        notices.Count(n => n.Status is NoticeStatus.Waiting or NoticeStatus.Leased),
        notices.Where(n => n.Status != NoticeStatus.Delivered && n.LastDetail is not null).MaxBy(n => n.Notice.CreatedAt)?.LastDetail);

    private static double? Seconds(TimeSpan? span) => span is { } s ? Math.Round(s.TotalSeconds, 2) : null;
}
