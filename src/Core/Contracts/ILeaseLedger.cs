namespace Monitor.Core.Contracts;

/// <summary>Who alone does what, among processes that share a store; a part of the ledger.</summary>
public interface ILeaseLedger
{
    /// <summary>Takes the lease, or renews it, for that long; false while another holder has it. A store with a clock of its own judges by that clock.</summary>
    Task<bool> HoldAsync(string lease, string holder, TimeSpan length, DateTimeOffset now, CancellationToken ct);

    /// <summary>Gives it up at once; nothing happens when another has it.</summary>
    Task ReleaseAsync(string lease, string holder, CancellationToken ct);

    /// <summary>Leases that hold now, by name.</summary>
    Task<IReadOnlyList<LeaseState>> LeasesAsync(DateTimeOffset now, CancellationToken ct);
}

/// <param name="Lease">What it is about.</param>
/// <param name="Holder">Random name of a process, with its machine's.</param>
/// <param name="Since">When this holder took it.</param>
/// <param name="Until">When it ends, if it is not renewed.</param>
public sealed record LeaseState(string Lease, string Holder, DateTimeOffset Since, DateTimeOffset Until);
