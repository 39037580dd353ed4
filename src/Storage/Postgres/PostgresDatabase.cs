using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Monitor.Core.Telemetry;
using Npgsql;

namespace Monitor.Storage.Postgres;

/// <summary>
/// Pooled connections to one schema. What the server or the way to it does wrong is thrown as <see cref="StoreException"/>; after disposal every use
/// is an <see cref="ObjectDisposedException"/>.
/// </summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    private const int MostAttempts = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly NpgsqlDataSource _source;
    private readonly string _connection;
    private readonly int _timeout;

    // Two that met in a deadlock shall not meet again.
    private readonly Random _chance = new(Environment.ProcessId);
    private bool _disposed;

    private PostgresDatabase(NpgsqlDataSource source, string connection, string place, int timeout) => (_source, _connection, Place, _timeout) = (source, connection, place, timeout);

    /// <summary>Host, database and schema, for people; never the password.</summary>
    public string Place { get; }

    /// <exception cref="StoreException">It cannot be reached, the rights are missing, or its tables come from a newer build.</exception>
    public static async Task<PostgresDatabase> OpenAsync(PostgresConfig config, ILoggerFactory loggers, CancellationToken ct)
    {
        var builder = Builder(config);
        var place = $"{builder.Host}/{builder.Database}, schema {config.Schema}";
        var source = new NpgsqlDataSourceBuilder(builder.ToString()).UseLoggerFactory(null).Build();
        var database = new PostgresDatabase(source, builder.ToString(), place, builder.CommandTimeout);
        try
        {
            await database.RepeatAsync(async () =>
            {
                await using var connection = await source.OpenConnectionAsync(ct);
                await PostgresMigrator.ApplyAsync(connection, config.Schema, place, ct);
                return 0;
            }, ct);
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }

        loggers.CreateLogger<PostgresDatabase>().LogInformation("Store open at {Place}", place);
        return database;
    }

    /// <summary>A connection of one's own, for what lasts, such as listening.</summary>
    public Task<NpgsqlConnection> ConnectAsync(CancellationToken ct) => RepeatAsync(async () => await _source.OpenConnectionAsync(ct), ct);

    /// <summary>A lock over all replicas, as long as it is not disposed and this process lives; null while another has it.</summary>
    public Task<SessionLock?> TryHoldAsync(string name, CancellationToken ct) =>
        RepeatAsync(async () => await SessionLock.TryTakeAsync(await _source.OpenConnectionAsync(ct), name, ct), ct);

    /// <summary>Connections of their own for a part that keeps tables in the same schema.</summary>
    public NpgsqlDataSource Source(string application, int most) =>
        new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(_connection) { ApplicationName = application, MaxPoolSize = most }.ToString()).UseLoggerFactory(null).Build();

    /// <summary>
    /// Runs the work in one transaction; a throw rolls back. It is run again, some times, when the server asks for that (serialization failure,
    /// deadlock) and when the connection was lost before the commit began; never when nobody can know whether it was committed.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            var committing = false;
            try
            {
                ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed), this);
                await using var connection = await _source.OpenConnectionAsync(ct);
                await using var transaction = await connection.BeginTransactionAsync(ct);
                var result = await work(new Session(connection, transaction, _timeout, ct));
                committing = true;
                // Once it has begun it is seen through: a commit that was asked for and not awaited is one nobody knows of.
                await transaction.CommitAsync(CancellationToken.None);
                Vitals.StoreWrite.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
                return result;
            }
            catch (NpgsqlException e) when (attempt < MostAttempts && PostgresFaults.IsWorthRepeating(e, committing))
            {
                await PauseAsync(attempt, ct);
            }
            catch (NpgsqlException e) when (PostgresFaults.Explain(e, Place) is { } explained)
            {
                throw explained;
            }
        }
    }

    public Task WriteAsync(Func<Session, Task> work, CancellationToken ct) => WriteAsync(async s =>
    {
        await work(s);
        return 0;
    }, ct);

    /// <summary>Reads without a transaction; a lost connection is tried anew.</summary>
    public Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken ct) => RepeatAsync(async () =>
    {
        await using var connection = await _source.OpenConnectionAsync(ct);
        return await work(new Session(connection, null, _timeout, ct));
    }, ct);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true)) return;
        await _source.DisposeAsync();
    }

    /// <summary>For what changes nothing.</summary>
    private async Task<T> RepeatAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed), this);
                return await work();
            }
            catch (NpgsqlException e) when (attempt < MostAttempts && PostgresFaults.IsWorthRepeating(e, committing: false))
            {
                await PauseAsync(attempt, ct);
            }
            catch (NpgsqlException e) when (PostgresFaults.Explain(e, Place) is { } explained)
            {
                throw explained;
            }
        }
    }

    // On the machine's clock: a server does not wait for a test's.
    private Task PauseAsync(int attempt, CancellationToken ct) => Task.Delay(Pause * attempt * (1 + _chance.NextDouble()), TimeProvider.System, ct);

    private static NpgsqlConnectionStringBuilder Builder(PostgresConfig config)
    {
        var reference = config.Connection?.Reference ?? "storage.postgres.connection";
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(config.Connection?.Reveal() ?? throw new StoreException("storage.postgres.connection is not given: PostgreSQL cannot be reached without it."));
            if (string.IsNullOrEmpty(builder.Host)) throw new StoreException($"The connection string of {reference} names no Host.");
            if (string.IsNullOrEmpty(builder.Database)) builder.Database = builder.Username;
            (builder.SearchPath, builder.MaxPoolSize, builder.ApplicationName) = (config.Schema, config.Pool, "monitor");
            (builder.Timeout, builder.CommandTimeout) = ((int)Math.Min(15, config.Timeout.TotalSeconds), (int)config.Timeout.TotalSeconds);
            // A receiver that vanished without a word is noticed by its silence.
            (builder.KeepAlive, builder.IncludeErrorDetail, builder.PersistSecurityInfo) = (15, false, false);
            return builder;
        }
        catch (ArgumentException e)
        {
            // The parser's own words may quote a part of the string.
            throw new StoreException($"The connection string of {reference} cannot be read ({e.GetType().Name}): expected Host=...;Database=...;Username=...;Password=...");
        }
    }
}
