using Monitor.Core.Contracts;

namespace Monitor.Host.Replicas;

/// <param name="Name">Machine and random part.</param>
/// <param name="Roles">What it does.</param>
/// <param name="Since">When it was first seen by the others.</param>
/// <param name="Leads">Duties it leads, each with since when.</param>
internal sealed record Replica(string Name, IReadOnlyList<string> Roles, DateTimeOffset Since, IReadOnlyList<LeaseState> Leads);

/// <summary>Who is there, read from the leases: each process holds one that carries its roles.</summary>
internal static class Roll
{
    private const string Presence = "replica/";

    public static string LeaseOf(Node node) => $"{Presence}{string.Join('+', NodeRoles.NamesOf(node.Roles))}/{node.Name}";

    public static IReadOnlyList<Replica> Of(IReadOnlyList<LeaseState> leases) =>
        [.. leases.Where(l => l.Lease.StartsWith(Presence, StringComparison.Ordinal)).OrderBy(l => l.Holder, StringComparer.Ordinal)
            .Select(l => new Replica(l.Holder, l.Lease.Split('/')[1].Split('+'), l.Since, [.. leases.Where(d => d.Holder == l.Holder && d.Lease is Charge.Judge or Charge.Deliver)]))];
}
