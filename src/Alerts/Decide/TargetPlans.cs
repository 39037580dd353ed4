using Monitor.Core.Alerts;

namespace Monitor.Alerts.Decide;

/// <summary>Which target an alert is about, and what follows from that.</summary>
internal sealed class TargetPlans(IReadOnlyDictionary<string, TargetPlan> plans)
{
    private const string IncidentOfTarget = "target:";

    public (string Id, TargetPlan Plan)? Of(Alert alert)
    {
        var id = alert.Incident?.StartsWith(IncidentOfTarget, StringComparison.Ordinal) == true ? alert.Incident[IncidentOfTarget.Length..] : alert.Subject;
        return plans.TryGetValue(id, out var plan) ? (id, plan) : null;
    }

    /// <summary>Whether a target cannot work without the other, over any number of steps.</summary>
    public bool DependsOn(string id, string other)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { id };
        var open = new Queue<string>(seen);
        while (open.TryDequeue(out var next))
        {
            foreach (var parent in plans.GetValueOrDefault(next)?.DependsOn ?? [])
            {
                if (parent == other) return true;
                if (seen.Add(parent)) open.Enqueue(parent);
            }
        }

        return false;
    }
}
