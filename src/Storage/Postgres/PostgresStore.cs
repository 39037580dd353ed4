using Microsoft.Extensions.Logging;
using Monitor.Core.Contracts;
using Monitor.Storage.Postgres.Ledger;

namespace Monitor.Storage.Postgres;

/// <summary>The store that replicas share: one schema of a PostgreSQL database.</summary>
public sealed class PostgresStore : IAsyncDisposable
{
    private readonly PostgresDatabase _database;

    private PostgresStore(PostgresDatabase database)
    {
        _database = database;
        Ledger = new PostgresLedger(database);
    }

    internal PostgresDatabase Database => _database;

    public ILedger Ledger { get; }

    /// <summary>Host, database and schema; safe to show.</summary>
    public string Place => _database.Place;

    /// <summary>Opens or creates the schema and brings it to this build's tables.</summary>
    /// <exception cref="StoreException">It cannot be reached, the rights are missing, or its tables come from a newer build.</exception>
    public static async Task<PostgresStore> OpenAsync(PostgresConfig config, TimeProvider time, ILoggerFactory loggers, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new PostgresStore(await PostgresDatabase.OpenAsync(config, time, loggers, ct));
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
