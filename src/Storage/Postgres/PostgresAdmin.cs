using Microsoft.Extensions.Logging.Abstractions;

namespace Monitor.Storage.Postgres;

/// <summary>One thing looked at: how it is, and what to do when it is not fine.</summary>
public sealed record PostgresCheck(string Name, bool Ok, string Detail);

/// <summary>For people who set the database up or look after it.</summary>
public static class PostgresAdmin
{
    /// <summary>What the tables are made for and tested with.</summary>
    private const int Oldest = 14;

    private static readonly TimeSpan MostApart = TimeSpan.FromSeconds(2);

    /// <summary>Reaches the server with the service's own rights and says what a person would want to know. Makes the schema where it is missing, as the service would.</summary>
    public static async Task<IReadOnlyList<PostgresCheck>> CheckAsync(PostgresConfig config, TimeProvider time, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(time);
        try
        {
            await using var database = await PostgresDatabase.OpenAsync(config, NullLoggerFactory.Instance, ct);
            return await database.ReadAsync(async s => new[]
            {
                Version(s.Connection.PostgreSqlVersion, database.Place),
                new PostgresCheck("schema", true, $"{config.Schema}, tables of version {await PostgresMigrator.VersionAsync(s.Connection, null, ct)}, {Size(await s.ValueAsync<long>("SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'"))}"),
                await PrimaryAsync(s),
                await ClockAsync(s, time),
                await RoomAsync(s, config),
                await WayAsync(s),
            }, ct);
        }
        catch (StoreException e)
        {
            return [new PostgresCheck("server", false, e.Message)];
        }
    }

    private static PostgresCheck Version(Version version, string place) => version.Major >= Oldest
        ? new PostgresCheck("server", true, $"PostgreSQL {version} at {place}")
        : new PostgresCheck("server", false, $"PostgreSQL {version} at {place} is older than {Oldest}; upgrade it");

    private static async Task<PostgresCheck> PrimaryAsync(Session s) => await s.ValueAsync<bool>("SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean")
        ? new PostgresCheck("primary", false, "it is read-only: a standby, or protected. Name all hosts and Target Session Attributes=read-write in the connection string")
        : new PostgresCheck("primary", true, await s.ValueAsync<bool>("SELECT current_setting('fsync')::boolean") ? "takes writes" : "takes writes, but with fsync off: a power cut may destroy it");

    /// <summary>Leases are judged by the server's clock, notices and silences by ours.</summary>
    private static async Task<PostgresCheck> ClockAsync(Session s, TimeProvider time)
    {
        var (before, theirs, after) = (time.GetUtcNow(), await s.ValueAsync<DateTime>("SELECT clock_timestamp()"), time.GetUtcNow());
        var apart = new DateTimeOffset(theirs, TimeSpan.Zero) - (before + (after - before) / 2);
        var words = $"{Math.Abs(apart.TotalSeconds):0.000} s {(apart < TimeSpan.Zero ? "behind" : "ahead of")} ours";
        return apart.Duration() <= MostApart ? new PostgresCheck("clock", true, "its clock is " + words) : new PostgresCheck("clock", false, $"its clock is {words}; let both follow the same time servers");
    }

    private static async Task<PostgresCheck> RoomAsync(Session s, PostgresConfig config)
    {
        var most = await s.ValueAsync<int>("SELECT current_setting('max_connections')::integer - current_setting('superuser_reserved_connections')::integer");
        var used = await s.ValueAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'");
        return config.Pool <= most
            ? new PostgresCheck("connections", true, $"{used} of {most} in use; each process of ours takes up to {config.Pool}")
            : new PostgresCheck("connections", false, $"the server allows {most}, storage.postgres.pool asks for {config.Pool}: raise max_connections or lower the pool");
    }

    private static async Task<PostgresCheck> WayAsync(Session s) => await s.ValueAsync<bool?>("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()") is true
        ? new PostgresCheck("tls", true, "the connection is encrypted")
        : new PostgresCheck("tls", IsNear(s.Connection.Host), IsNear(s.Connection.Host) ? "not encrypted, and does not leave this machine" : "not encrypted: set SSL Mode=VerifyFull and Root Certificate in the connection string");

    private static bool IsNear(string? host) => host is null or "localhost" or "127.0.0.1" or "::1" || host.StartsWith('/');

    private static string Size(long bytes) => $"{bytes / 1048576.0:0.0} MiB";
}
