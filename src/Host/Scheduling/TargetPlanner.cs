using Monitor.Alerts.Decide;
using Monitor.Collectors.Probes.Http;
using Monitor.Collectors.Probes.Tls;
using Monitor.Core.Probes;
using Monitor.Host.Configuration;

namespace Monitor.Host.Scheduling;

/// <summary>What the alert book must know of the configured targets: maintenance, dependence, and which stand on one machine.</summary>
internal static class TargetPlanner
{
    public static IReadOnlyDictionary<string, TargetPlan> Of(MonitorConfig config) =>
        config.Targets.DistinctBy(t => t.Id).ToDictionary(t => t.Id, t => new TargetPlan(t.Name, Host(t), t.DependsOn, t.Maintenance), StringComparer.Ordinal);

    private static string? Host(TargetDefinition target) => target.Options switch
    {
        HttpProbeOptions http when Uri.TryCreate(http.Url, UriKind.Absolute, out var url) => url.Host.ToLowerInvariant(),
        TlsProbeOptions tls => tls.Host.ToLowerInvariant(),
        _ => null,
    };
}
