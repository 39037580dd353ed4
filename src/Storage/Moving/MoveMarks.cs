using Monitor.Storage.Postgres;

namespace Monitor.Storage.Moving;

/// <summary>What a schema remembers of the store that was moved into it: from where, how far, and whether it was finished.</summary>
internal static class MoveMarks
{
    private const string Make = """
        CREATE TABLE IF NOT EXISTS moved (
            one      boolean PRIMARY KEY DEFAULT true CHECK (one),
            source   text NOT NULL,
            stamp    text NOT NULL,
            began    timestamptz NOT NULL DEFAULT clock_timestamp(),
            finished timestamptz
        );
        CREATE TABLE IF NOT EXISTS moved_tables (name text PRIMARY KEY, rows bigint NOT NULL, done boolean NOT NULL);
        """;

    /// <summary>A service on half a ledger would send again what was sent, and forget what was not.</summary>
    public static async Task RefuseHalfDoneAsync(PostgresDatabase database, CancellationToken ct)
    {
        if (await database.ReadAsync(s => ExistsAsync(s), ct) && await database.ReadAsync(s => s.ValueAsync<bool>("SELECT EXISTS (SELECT 1 FROM moved WHERE finished IS NULL)"), ct))
            throw new StoreException($"PostgreSQL at {database.Place} holds a store that was moved only in part: run monitor migrate again, it goes on where it stopped.");
    }

    /// <summary>Takes an empty schema for this store, or its own half-done work up again. The moment when it was finished, if it was.</summary>
    /// <exception cref="StoreException">The schema holds something else.</exception>
    public static async Task<DateTimeOffset?> ClaimAsync(Session s, MoveSource source, bool restart, string place)
    {
        await s.LockAsync("move");
        await s.RunAsync(Make);
        var (id, stamp, finished) = await s.FirstAsync<(string? Id, string? Stamp, DateTime? Finished)>("SELECT source, stamp, finished FROM moved");
        if (id is null)
        {
            await RefuseUsedAsync(s, place);
            await s.RunAsync("INSERT INTO moved (source, stamp) VALUES (@Id, @Stamp)", new { source.Id, source.Stamp });
            return null;
        }

        if (id != source.Id) throw new StoreException($"PostgreSQL at {place} belongs to another store that was moved into it. Choose another storage.postgres.schema.");
        if (finished is { } at) return new DateTimeOffset(at);
        if (restart)
        {
            await ClearAsync(s);
            await s.RunAsync("UPDATE moved SET stamp = @Stamp, began = clock_timestamp()", new { source.Stamp });
        }
        else if (stamp != source.Stamp)
        {
            throw new StoreException($"{source.File} was written to since the move began. Run monitor migrate --restart: it empties what was copied and begins anew.");
        }

        return null;
    }

    public static async Task<(long Rows, bool Done)> ReachedAsync(Session s, string table) =>
        await s.FirstAsync<(long, bool)>("SELECT rows, done FROM moved_tables WHERE name = @table", new { table });

    /// <summary>In the transaction that copies: from so many rows to so many.</summary>
    public static async Task AdvanceAsync(Session s, string table, long from, long to)
    {
        await s.RunAsync("INSERT INTO moved_tables (name, rows, done) VALUES (@table, 0, false) ON CONFLICT (name) DO NOTHING", new { table });
        if (await s.RunAsync("UPDATE moved_tables SET rows = @to WHERE name = @table AND rows = @from AND NOT done", new { table, from, to }) == 0)
            throw new StoreException($"Another move is copying {table} at the same time. Run one of them.");
    }

    public static Task<int> CloseAsync(Session s, string table) =>
        s.RunAsync("INSERT INTO moved_tables (name, rows, done) VALUES (@table, 0, true) ON CONFLICT (name) DO UPDATE SET done = true", new { table });

    public static Task<int> FinishAsync(Session s) => s.RunAsync("UPDATE moved SET finished = clock_timestamp() WHERE finished IS NULL");

    private static Task<bool> ExistsAsync(Session s) => s.ValueAsync<bool>("SELECT to_regclass('moved') IS NOT NULL");

    private static async Task RefuseUsedAsync(Session s, string place)
    {
        foreach (var table in MovePlan.Tables.Select(t => t.Name).Append("leases"))
            if (await s.ValueAsync<bool>($"SELECT EXISTS (SELECT 1 FROM {table})"))
                throw new StoreException($"PostgreSQL at {place} is in use: {table} is not empty. A store is moved into an empty schema; choose another storage.postgres.schema, or drop this one if it is of no worth.");
    }

    private static async Task ClearAsync(Session s)
    {
        await s.RunAsync("ALTER TABLE audit DISABLE TRIGGER USER");
        await s.RunAsync($"TRUNCATE {string.Join(", ", MovePlan.Tables.Select(t => t.Name))}, moved_tables");
        await s.RunAsync("ALTER TABLE audit ENABLE TRIGGER USER");
    }
}
