using Monitor.Core.Alerts;
using Monitor.Core.Contracts;

namespace Monitor.Host.Demo;

/// <summary>Compares what was put into the day with what the alert book said; reads only what any operator could read.</summary>
internal sealed class DayScorer(ILedger ledger, DateTimeOffset start)
{
    private const int Enough = 5000;

    public async Task<DaySummary> ScoreAsync(CancellationToken ct)
    {
        var alerts = await ledger.AlertsAsync(start.AddMinutes(-1), Enough, ct);
        var decisions = await ledger.DecisionsAsync(null, Enough, ct);
        return Score(alerts, decisions, start);
    }

    internal static DaySummary Score(IReadOnlyList<Alert> alerts, IReadOnlyList<Decision> decisions, DateTimeOffset start)
    {
        var byId = alerts.DistinctBy(a => a.Id).ToDictionary(a => a.Id, StringComparer.Ordinal);
        var raised = decisions
            .Where(d => d.Reason is DecisionReason.Opened or DecisionReason.Escalated or DecisionReason.Reopened)
            .Where(d => d.AlertId is not null && byId.ContainsKey(d.AlertId))
            .Select(d => (Alert: byId[d.AlertId!], Minute: (d.At - start).TotalMinutes))
            .OrderBy(r => r.Minute)
            .ToList();
        var catches = DemoDay.Events.Select(e => First(e, raised)).ToList();
        var unexplained = alerts.Where(a => a.Level >= WarningLevel.Orange && !Explained(a, raised)).ToList();
        return new DaySummary(catches, unexplained);
    }

    private static Catch First(ScriptedEvent e, List<(Alert Alert, double Minute)> raised)
    {
        foreach (var (alert, minute) in raised)
        {
            if (alert.Level >= e.Level && e.Explains(alert.Fingerprint, alert.Team, minute)) return new Catch(e, alert, minute);
        }

        return new Catch(e, null, null);
    }

    private static bool Explained(Alert alert, List<(Alert Alert, double Minute)> raised) =>
        raised.Where(r => r.Alert.Id == alert.Id).All(r => DemoDay.Events.Any(e => e.Explains(alert.Fingerprint, alert.Team, r.Minute)));
}
