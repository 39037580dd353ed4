using Microsoft.Data.Sqlite;

namespace Monitor.Storage.Sqlite;

/// <summary>One file, one writer at a time, any number of readers (write-ahead log).</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly SqliteConnection _writer;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly string _readString;

    public Database(string file)
    {
        File = file;
        var builder = new SqliteConnectionStringBuilder { DataSource = file, Pooling = true, ForeignKeys = true, DefaultTimeout = 30 };
        _readString = builder.ToString();
        // The writer keeps its own connection so that its prepared statements live as long as the service.
        builder.Pooling = false;
        _writer = new SqliteConnection(builder.ToString());
        try
        {
            _writer.Open();
            Pragmas(_writer);
            Migrator.Apply(_writer);
        }
        catch
        {
            _writer.Dispose();
            throw;
        }
    }

    public string File { get; }

    /// <summary>Runs the work in one write transaction; a throw rolls back.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, SqliteTransaction, T> work, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            using var transaction = _writer.BeginTransaction(deferred: false);
            var result = work(_writer, transaction);
            transaction.Commit();
            return result;
        }
        finally
        {
            _gate.Release();
        }
    }

    public Task WriteAsync(Action<SqliteConnection, SqliteTransaction> work, CancellationToken ct) =>
        WriteAsync((c, t) => { work(c, t); return 0; }, ct);

    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> work, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var connection = new SqliteConnection(_readString);
        connection.Open();
        using (var pragma = connection.CreateCommand())
        {
            pragma.CommandText = "PRAGMA busy_timeout = 10000; PRAGMA query_only = 1; PRAGMA mmap_size = 268435456;";
            pragma.ExecuteNonQuery();
        }

        return Task.FromResult(work(connection));
    }

    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync();
        await _writer.DisposeAsync();
        SqliteConnection.ClearPool(new SqliteConnection(_readString));
        _gate.Dispose();
    }

    private static void Pragmas(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        // NORMAL with a write-ahead log survives kill -9 whole; only a power cut may lose the last transactions, never the order of them.
        command.CommandText = """
            PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 10000;
            PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 2000;
            """;
        command.ExecuteNonQuery();
    }
}
