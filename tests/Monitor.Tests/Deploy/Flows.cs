using k8s.Models;

namespace Monitor.Tests.Deploy;

/// <summary>Network policies read as a list of flows: who may speak to whom at which port.</summary>
internal static class Flows
{
    public static IEnumerable<string> Of(Rendered all, IDictionary<string, string> pod)
    {
        var policies = all.Of<V1NetworkPolicy>().Where(p => Selects(p.Spec.PodSelector, pod)).ToList();
        if (!policies.Any(p => p.Spec.PodSelector.MatchLabels is null && p.Spec.PodSelector.MatchExpressions is null && p.Spec.PolicyTypes.Count == 2 && p.Spec.Ingress is null && p.Spec.Egress is null))
            yield return "everything: nothing is denied by default";
        foreach (var policy in policies)
        {
            foreach (var rule in policy.Spec.Ingress ?? [])
                foreach (var port in Ports(rule.Ports))
                    foreach (var peer in Peers(rule.FromProperty)) yield return $"{peer} -> {port}";
            foreach (var rule in policy.Spec.Egress ?? [])
                foreach (var port in Ports(rule.Ports))
                    foreach (var peer in Peers(rule.To)) yield return $"-> {peer} {port}";
        }
    }

    private static IEnumerable<string> Ports(IList<V1NetworkPolicyPort>? ports) => ports is null or { Count: 0 } ? ["any port"] : ports.Select(p => p.Port.Value);

    private static IEnumerable<string> Peers(IList<V1NetworkPolicyPeer>? peers) => peers is null or { Count: 0 } ? ["anyone"] : peers.Select(Name);

    private static string Name(V1NetworkPolicyPeer peer) => peer switch
    {
        { IpBlock: { } block } => block.Except is { Count: > 0 } ? $"outside({block.Cidr})" : block.Cidr,
        { NamespaceSelector: { } space, PodSelector: { } pods } => $"{space.MatchLabels.Values.Single()}/{pods.MatchLabels.Values.Single()}",
        { NamespaceSelector: { } space } => space.MatchLabels.Values.Single(),
        { PodSelector: { } pods } => pods.MatchLabels is { Count: > 0 } labels ? string.Join("+", labels.Select(l => $"{l.Key.Split('/')[^1]}={l.Value}")) : "any pod",
        _ => "anyone",
    };

    private static bool Selects(V1LabelSelector selector, IDictionary<string, string> labels) =>
        (selector.MatchLabels is null || Policy.Selects(selector.MatchLabels, labels))
        && (selector.MatchExpressions ?? []).All(e => e.OperatorProperty == "In" && labels.TryGetValue(e.Key, out var value) && e.Values.Contains(value));
}
