using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Monitor.Core.Contracts;
using Monitor.Storage.Sqlite.Archive;
using Monitor.Storage.Sqlite.Ledger;

namespace Monitor.Storage.Sqlite;

/// <summary>The embedded store: archive and ledger in one SQLite file.</summary>
public sealed class SqliteStore : IStore
{
    private readonly Database _database;

    private SqliteStore(Database database)
    {
        _database = database;
        Archive = new SqliteArchive(database);
        Ledger = new SqliteLedger(database);
    }

    /// <summary>For a store that keeps its last days here and the rest elsewhere.</summary>
    internal Database Database => _database;

    public IArchive Archive { get; }

    public ILedger Ledger { get; }

    /// <summary>Opens or creates <c>monitor.db</c> in the folder and brings it to this build's schema.</summary>
    /// <exception cref="StoreException">The folder or the file cannot be written, is damaged, or comes from a newer build.</exception>
    public static Task<SqliteStore> OpenAsync(string directory, TimeProvider time, ILoggerFactory loggers, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(loggers);
        ct.ThrowIfCancellationRequested();
        MakeFolder(directory);
        var store = new SqliteStore(new Database(Path.Combine(directory, "monitor.db")));
        loggers.CreateLogger<SqliteStore>().LogInformation("Store open at {File}", store._database.File);
        return Task.FromResult(store);
    }

    /// <summary>"ok", or SQLite's own words on what is broken.</summary>
    public Task<string> IntegrityCheckAsync(CancellationToken ct = default) =>
        _database.ReadAsync(c => string.Join("; ", c.Query<string>("PRAGMA integrity_check")), ct);

    /// <summary>Writes a complete copy while the service runs. Until it is complete it has another name, so an earlier backup is never half overwritten.</summary>
    /// <exception cref="StoreException">The copy cannot be written there.</exception>
    public Task BackupAsync(string file, CancellationToken ct = default) => _database.ReadAsync(c =>
    {
        var part = file + ".part";
        try
        {
            File.Delete(part);
            using (var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = part, Pooling = false }.ToString()))
            {
                target.Open();
                c.BackupDatabase(target);
            }

            File.Move(part, file, overwrite: true);
            return 0;
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The backup to {file} failed: {e.Message}", e);
        }
    }, ct);

    /// <inheritdoc/>
    public async Task<bool> WithoutElasticAsync(CancellationToken ct)
    {
        await _database.WriteAsync(Desk.SpoolTables.Rest, ct);
        return true;
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static void MakeFolder(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The data directory {directory} cannot be created: {e.Message} Choose another with storage.directory or --data.", e);
        }
    }
}
