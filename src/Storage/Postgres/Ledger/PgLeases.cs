using Monitor.Core.Contracts;

namespace Monitor.Storage.Postgres.Ledger;

/// <summary>Who alone does what. The server's clock judges: those of the replicas may differ.</summary>
internal static class PgLeases
{
    public static async Task<bool> HoldAsync(Session s, string lease, string holder, TimeSpan length) => await s.RunAsync("""
        INSERT INTO leases (name, holder, since, until) VALUES (@lease, @holder, clock_timestamp(), clock_timestamp() + @length)
        ON CONFLICT (name) DO UPDATE SET
            since = CASE WHEN leases.holder = @holder AND leases.until > clock_timestamp() THEN leases.since ELSE clock_timestamp() END,
            holder = @holder, until = clock_timestamp() + @length
        WHERE leases.holder = @holder OR leases.until <= clock_timestamp()
        """, new { lease, holder, length }) == 1;

    public static Task<int> ReleaseAsync(Session s, string lease, string holder) => s.RunAsync("DELETE FROM leases WHERE name = @lease AND holder = @holder", new { lease, holder });

    public static async Task<IReadOnlyList<LeaseState>> ReadAsync(Session s) =>
        [.. (await s.ReadAsync<(string Name, string Holder, DateTime Since, DateTime Until)>("SELECT name, holder, since, until FROM leases WHERE until > clock_timestamp() ORDER BY name"))
            .Select(r => new LeaseState(r.Name, r.Holder, new DateTimeOffset(r.Since), new DateTimeOffset(r.Until)))];
}
