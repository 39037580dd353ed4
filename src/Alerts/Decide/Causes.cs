using Monitor.Core.Alerts;

namespace Monitor.Alerts.Decide;

/// <summary>
/// Known causes among the open alerts. A child is held only where its cause was told (or a person silenced the cause), never above the cause's
/// level, and never its end: what was told is told to be over.
/// </summary>
internal sealed class Causes
{
    public const string Outage = "outage";
    public const string Joint = "cross-evidence";
    private const string JointPrefix = "joint-";
    private const string OutageTopic = "system_outage";
    private static readonly HashSet<string> Voices = ["burst", "sentiment-shift", "unanswered-concern"];

    private readonly TargetPlans _plans;
    private readonly List<(string Id, TargetPlan Plan, Alert Alert)> _outages = [];
    private readonly ILookup<string, string> _byHost;
    private readonly List<Alert> _joint;

    public Causes(TargetPlans plans, IEnumerable<Alert> alerts)
    {
        _plans = plans;
        var open = alerts.Where(a => a.State != AlertState.Resolved).ToList();
        foreach (var alert in open.Where(a => a.Kind == Outage))
            if (plans.Of(alert) is { } found) _outages.Add((found.Id, found.Plan, alert));
        _byHost = _outages.Where(o => o.Plan.Host is not null).ToLookup(o => o.Plan.Host!, o => o.Alert.Id, StringComparer.Ordinal);
        _joint = [.. open.Where(a => a.Kind == Joint && a.Subject.StartsWith(JointPrefix, StringComparison.Ordinal))];
    }

    /// <summary>Alerts that may explain this one, the likeliest first.</summary>
    public IEnumerable<(string AlertId, string How)> Of(Alert alert)
    {
        if (Voices.Contains(alert.Kind) && (alert.Subject == OutageTopic || alert.Subject.StartsWith(OutageTopic + ".", StringComparison.Ordinal)))
            foreach (var joint in _joint.Where(j => j.Team == alert.Team)) yield return (joint.Id, "是同一事件的公众反映");
        if (alert.Kind == Joint || _plans.Of(alert) is not { } own) yield break;
        if (own.Plan.DependsOn.Count > 0)
            foreach (var (_, plan, parent) in _outages.Where(o => o.Alert.Id != alert.Id && _plans.DependsOn(own.Id, o.Id))) yield return (parent.Id, $"依赖的{plan.Name}不可用");
        if (own.Plan.Host is { } host)
            foreach (var id in _byHost[host].Where(id => id != alert.Id).Take(3)) yield return (id, "同一主机不可用");
    }
}
