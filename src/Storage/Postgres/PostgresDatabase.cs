using Microsoft.Extensions.Logging;
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
    private readonly TimeProvider _time;
    private readonly int _timeout;

    // Two that met in a deadlock shall not meet again.
    private readonly Random _chance = new(Environment.ProcessId);
    private bool _disposed;

    private PostgresDatabase(NpgsqlDataSource source, string place, TimeProvider time, int timeout) => (_source, Place, _time, _timeout) = (source, place, time, timeout);

    /// <summary>Host, database and schema, for people; never the password.</summary>
    public string Place { get; }

    /// <exception cref="StoreException">It cannot be reached, the rights are missing, or its tables come from a newer build.</exception>
    public static async Task<PostgresDatabase> OpenAsync(PostgresConfig config, TimeProvider time, ILoggerFactory loggers, CancellationToken ct)
    {
        var builder = Builder(config);
        var place = $"{builder.Host}/{builder.Database}, schema {config.Schema}";
        var source = new NpgsqlDataSourceBuilder(builder.ToString()).UseLoggerFactory(null).Build();
        var database = new PostgresDatabase(source, place, time, builder.CommandTimeout);
        try
        {
            await database.GuardAsync(async () =>
            {
                await using var connection = await source.OpenConnectionAsync(ct);
                await PostgresMigrator.ApplyAsync(connection, config.Schema, place, ct);
                return 0;
            });
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }

        loggers.CreateLogger<PostgresDatabase>().LogInformation("Store open at {Place}", place);
        return database;
    }

    /// <summary>A connection of one's own, for what lasts: locks of a session, listening.</summary>
    public Task<NpgsqlConnection> ConnectAsync(CancellationToken ct) => GuardAsync(async () => await _source.OpenConnectionAsync(ct));

    /// <summary>
    /// Runs the work in one transaction; a throw rolls back. It is run again, some times, when the server asks for that (serialization failure,
    /// deadlock) and when the connection was lost before the commit began; never when nobody can know whether it was committed.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<Session, Task<T>> work, CancellationToken ct)
    {
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
                return result;
            }
            catch (NpgsqlException e) when (attempt < MostAttempts && PostgresFaults.IsWorthRepeating(e, committing))
            {
                await Task.Delay(Pause * attempt * (1 + _chance.NextDouble()), _time, ct);
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
    public async Task<T> ReadAsync<T>(Func<Session, Task<T>> work, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed), this);
                await using var connection = await _source.OpenConnectionAsync(ct);
                return await work(new Session(connection, null, _timeout, ct));
            }
            catch (NpgsqlException e) when (attempt < MostAttempts && PostgresFaults.IsWorthRepeating(e, committing: false))
            {
                await Task.Delay(Pause * attempt * (1 + _chance.NextDouble()), _time, ct);
            }
            catch (NpgsqlException e) when (PostgresFaults.Explain(e, Place) is { } explained)
            {
                throw explained;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true)) return;
        await _source.DisposeAsync();
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (NpgsqlException e) when (PostgresFaults.Explain(e, Place) is { } explained)
        {
            throw explained;
        }
    }

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
