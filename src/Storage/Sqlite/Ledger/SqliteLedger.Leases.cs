using Monitor.Core.Contracts;

namespace Monitor.Storage.Sqlite.Ledger;

internal sealed partial class SqliteLedger
{
    public Task<bool> HoldAsync(string lease, string holder, TimeSpan length, DateTimeOffset now, CancellationToken ct) =>
        database.WriteAsync((c, t) => LeaseRows.Hold(c, t, lease, holder, length, now), ct);

    public Task ReleaseAsync(string lease, string holder, CancellationToken ct) => database.WriteAsync((c, t) => LeaseRows.Release(c, t, lease, holder), ct);

    public Task<IReadOnlyList<LeaseState>> LeasesAsync(DateTimeOffset now, CancellationToken ct) => database.ReadAsync<IReadOnlyList<LeaseState>>(c => LeaseRows.Read(c, now), ct);
}
