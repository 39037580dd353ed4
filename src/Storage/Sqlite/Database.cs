using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Monitor.Core.Telemetry;

namespace Monitor.Storage.Sqlite;

/// <summary>
/// One file, one writer at a time, any number of readers (write-ahead log). What is wrong with the file or its disk is thrown as
/// <see cref="StoreException"/>; after disposal every use is an <see cref="ObjectDisposedException"/>.
/// </summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly SqliteConnection _writer;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly string _readString;
    private bool _disposed;

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
        catch (Exception e)
        {
            _writer.Dispose();
            if (e is SqliteException fault && Faults.Explain(fault, file) is { } explained) throw explained;
            throw;
        }
    }

    public string File { get; }

    /// <summary>Runs the work in one write transaction; a throw rolls back.</summary>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, SqliteTransaction, T> work, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed), this);
        var began = Stopwatch.GetTimestamp();
        await _gate.WaitAsync(ct);
        try
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed), this);
            using var transaction = _writer.BeginTransaction(deferred: false);
            var result = work(_writer, transaction);
            transaction.Commit();
            Vitals.StoreWrite.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
            return result;
        }
        catch (SqliteException e) when (Faults.Explain(e, File) is { } explained)
        {
            throw explained;
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
        if (ct.IsCancellationRequested) return Task.FromCanceled<T>(ct);
        try
        {
            return Task.FromResult(Read(work));
        }
        catch (SqliteException e) when (Faults.Explain(e, File) is { } explained)
        {
            return Task.FromException<T>(explained);
        }
        catch (Exception e)
        {
            return Task.FromException<T>(e);
        }
    }

    /// <summary>Waits for the write under way. Asked again it does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true)) return;
        await _gate.WaitAsync();
        try
        {
            // Readers go first: the last connection to close folds the log back into the file.
            using (var pooled = new SqliteConnection(_readString)) SqliteConnection.ClearPool(pooled);
            await _writer.DisposeAsync();
        }
        finally
        {
            // Left open on purpose: who still waits at the gate must wake up to be told.
            _gate.Release();
        }
    }

    private T Read<T>(Func<SqliteConnection, T> work)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed), this);
        using var connection = new SqliteConnection(_readString);
        connection.Open();
        using (var pragma = connection.CreateCommand())
        {
            pragma.CommandText = "PRAGMA busy_timeout = 10000; PRAGMA query_only = 1; PRAGMA mmap_size = 268435456;";
            pragma.ExecuteNonQuery();
        }

        return work(connection);
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
