using Monitor.Alerts.Decide;
using Monitor.Collectors.Probes.Http;
using Monitor.Collectors.Probes.Journey;
using Monitor.Collectors.Probes.Tls;
using Monitor.Core.Alerts;
using Monitor.Core.Probes;
using Monitor.Host.Configuration;

namespace Monitor.Host.Scheduling;

/// <summary>What the alert book must know of the configured targets: maintenance, dependence, and which stand on one machine.</summary>
internal static class TargetPlanner
{
    public static IReadOnlyDictionary<string, TargetPlan> Of(MonitorConfig config) =>
        config.Targets.DistinctBy(t => t.Id).ToDictionary(t => t.Id, t => new TargetPlan(t.Name, Host(t), t.DependsOn, t.Maintenance), StringComparer.Ordinal);

    /// <summary>As the alert book finds it: by the incident, else by the subject.</summary>
    public static TargetDefinition? TargetOf(MonitorConfig config, Alert alert)
    {
        var id = alert.Incident is ['t', 'a', 'r', 'g', 'e', 't', ':', .. var named] ? named : alert.Subject;
        return config.Targets.FirstOrDefault(t => t.Id == id);
    }

    private static string? Host(TargetDefinition target) => target.Options switch
    {
        HttpProbeOptions http when Uri.TryCreate(http.Url, UriKind.Absolute, out var url) => url.Host.ToLowerInvariant(),
        TlsProbeOptions tls => tls.Host.ToLowerInvariant(),
        JourneyProbeOptions { Steps: [var first, ..] } when Uri.TryCreate(first.Url, UriKind.Absolute, out var url) => url.Host.ToLowerInvariant(),
        _ => null,
    };
}
