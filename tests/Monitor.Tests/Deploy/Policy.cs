using k8s.Models;

namespace Monitor.Tests.Deploy;

/// <summary>What a cluster's reviewer would complain of; nothing when all is well.</summary>
internal static class Policy
{
    /// <summary>The Pod Security Standard "restricted" (kubernetes.io/docs/concepts/security/pod-security-standards), and what we ask beyond it.</summary>
    public static IEnumerable<string> Security(Rendered all)
    {
        foreach (var (name, _, spec) in all.Pods)
        {
            if (spec.SecurityContext?.RunAsNonRoot != true || spec.SecurityContext.RunAsUser is not > 0) yield return $"{name}: may run as root";
            if (spec.SecurityContext?.SeccompProfile?.Type != "RuntimeDefault") yield return $"{name}: no seccomp profile";
            if (spec.AutomountServiceAccountToken != false) yield return $"{name}: has a token of the cluster";
            if (spec.HostNetwork == true || spec.HostPID == true || spec.HostIPC == true || spec.Volumes.Any(v => v.HostPath is not null)) yield return $"{name}: reaches into its host";
            foreach (var c in spec.Containers)
            {
                var s = c.SecurityContext;
                if (s?.AllowPrivilegeEscalation != false || s.Privileged == true) yield return $"{name}: may raise its privileges";
                if (s?.ReadOnlyRootFilesystem != true) yield return $"{name}: writes to its image";
                if (s?.Capabilities?.Drop?.Contains("ALL") != true || s.Capabilities.Add?.Count > 0) yield return $"{name}: keeps capabilities";
                if (c.Resources?.Limits?.ContainsKey("memory") != true || c.Resources.Requests?.ContainsKey("memory") != true || !c.Resources.Requests.ContainsKey("cpu")) yield return $"{name}: resources are not told";
                if (c.Env?.Count > 0) yield return $"{name}: an environment variable, which any crash report shows";
            }
        }

        if (!all.Of<V1Namespace>().Any(n => n.Metadata.Labels?.GetValueOrDefaultOf("pod-security.kubernetes.io/enforce") == "restricted")) yield return "the namespace does not enforce restricted";
    }

    public static IEnumerable<string> Holding(Rendered all)
    {
        foreach (var (name, _, spec) in all.Pods)
        {
            var volumes = spec.Volumes.Select(v => v.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var mount in spec.Containers.SelectMany(c => c.VolumeMounts).Where(m => !volumes.Contains(m.Name))) yield return $"{name}: mounts {mount.Name}, which is no volume";
            foreach (var volume in volumes.Except(spec.Containers.SelectMany(c => c.VolumeMounts).Select(m => m.Name))) yield return $"{name}: volume {volume} is not mounted";
            foreach (var volume in spec.Volumes)
            {
                if (volume.ConfigMap is { } map && all.Of<V1ConfigMap>().All(m => m.Metadata.Name != map.Name)) yield return $"{name}: no ConfigMap {map.Name}";
                if (volume.PersistentVolumeClaim is { } claim && all.Of<V1PersistentVolumeClaim>().All(c => c.Metadata.Name != claim.ClaimName)) yield return $"{name}: no claim {claim.ClaimName}";
            }

            if (all.Of<V1ServiceAccount>().All(a => a.Metadata.Name != spec.ServiceAccountName)) yield return $"{name}: no service account {spec.ServiceAccountName}";
        }

        foreach (var service in all.Of<V1Service>())
        {
            var pods = all.Pods.Where(p => Selects(service.Spec.Selector, p.Meta.Labels)).ToList();
            if (pods.Count == 0) yield return $"service {service.Metadata.Name} selects no pod";
            foreach (var port in service.Spec.Ports)
                if (pods.Any(p => p.Spec.Containers.All(c => c.Ports.All(q => q.Name != port.TargetPort.Value)))) yield return $"service {service.Metadata.Name}: no port {port.TargetPort.Value}";
        }

        foreach (var budget in all.Of<V1PodDisruptionBudget>())
            if (!all.Of<V1Deployment>().Any(d => d.Spec.Replicas > 1 && Selects(budget.Spec.Selector.MatchLabels, d.Spec.Template.Metadata.Labels))) yield return $"budget {budget.Metadata.Name} guards nothing that has replicas";
        foreach (var spread in all.Of<V1Deployment>().Where(d => d.Spec.Replicas > 1))
            if (spread.Spec.Template.Spec.TopologySpreadConstraints?.All(t => Selects(t.LabelSelector.MatchLabels, spread.Spec.Template.Metadata.Labels)) != true) yield return $"{spread.Metadata.Name}: replicas may all share a node";
        foreach (var ingress in all.Of<V1Ingress>())
            foreach (var path in ingress.Spec.Rules.SelectMany(r => r.Http.Paths))
                if (!all.Of<V1Service>().Any(s => s.Metadata.Name == path.Backend.Service.Name && s.Spec.Ports.Any(p => p.Name == path.Backend.Service.Port.Name))) yield return $"ingress to {path.Backend.Service.Name}, which is not there";
    }

    public static IEnumerable<string> Probes(Rendered all)
    {
        foreach (var deployment in all.Of<V1Deployment>())
        {
            var name = deployment.Metadata.Name;
            var spec = deployment.Spec.Template.Spec;
            if (spec.TerminationGracePeriodSeconds is not > 25) yield return $"{name}: is killed before it has drained";
            if (deployment.Spec.Strategy.Type != (spec.Volumes.Any(v => v.PersistentVolumeClaim is not null) ? "Recreate" : "RollingUpdate")) yield return $"{name}: two would write one SQLite file, or one replica's absence is an outage";
            foreach (var c in spec.Containers)
            {
                foreach (var (what, probe, path) in new[] { ("startup", c.StartupProbe, "/healthz"), ("readiness", c.ReadinessProbe, "/readyz"), ("liveness", c.LivenessProbe, "/healthz") })
                    if (probe?.HttpGet?.Path != path || c.Ports.All(p => p.Name != probe.HttpGet.Port.Value)) yield return $"{name}: {what} probe does not ask {path} at its port";
            }
        }
    }

    public static bool Selects(IDictionary<string, string> selector, IDictionary<string, string> labels) => selector.All(p => labels.TryGetValue(p.Key, out var value) && value == p.Value);

    private static string? GetValueOrDefaultOf(this IDictionary<string, string> labels, string key) => labels.TryGetValue(key, out var value) ? value : null;
}
