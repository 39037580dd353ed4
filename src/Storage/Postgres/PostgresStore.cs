using Microsoft.Extensions.Logging;
using Monitor.Core.Contracts;
using Monitor.Storage.Moving;
using Monitor.Storage.Postgres.Archive;
using Monitor.Storage.Postgres.Desk;
using Monitor.Storage.Postgres.Ledger;

namespace Monitor.Storage.Postgres;

/// <summary>The store that replicas share: one schema of a PostgreSQL database.</summary>
public sealed class PostgresStore : IStore
{
    private readonly PostgresDatabase _database;

    private PostgresStore(PostgresDatabase database)
    {
        _database = database;
        Archive = new PostgresArchive(database);
        Ledger = new PostgresLedger(database);
    }

    /// <summary>Words between the replicas.</summary>
    public IChangeWire Wire => new PostgresWire(_database);

    internal PostgresDatabase Database => _database;

    public IArchive Archive { get; }

    public ILedger Ledger { get; }

    /// <summary>Host, database and schema; safe to show.</summary>
    public string Place => _database.Place;

    /// <summary>Opens or creates the schema and brings it to this build's tables.</summary>
    /// <exception cref="StoreException">It cannot be reached, the rights are missing, its tables come from a newer build, or a move into it is half done.</exception>
    public static async Task<PostgresStore> OpenAsync(PostgresConfig config, ILoggerFactory loggers, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(config);
        var database = await PostgresDatabase.OpenAsync(config, loggers, ct);
        try
        {
            await MoveMarks.RefuseHalfDoneAsync(database, ct);
            return new PostgresStore(database);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<bool> WithoutElasticAsync(CancellationToken ct) => PostgresDesk.RestAsync(_database, ct);

    /// <summary>Connections of their own for a part that keeps tables in the same schema.</summary>
    public System.Data.Common.DbDataSource Source(string application, int most) => _database.Source(application, most);

    /// <summary>Does the work while no other process does work of that name; waits for its turn.</summary>
    public async Task AloneAsync(string name, Func<Task> work, CancellationToken ct)
    {
        await using var connection = await _database.ConnectAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await new Session(connection, transaction, 0, ct).LockAsync(name);
        await work();
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
