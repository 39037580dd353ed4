using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Security;
using Monitor.Storage;
using Monitor.Storage.Postgres;
using Monitor.Storage.Sqlite;
using Npgsql;

namespace Monitor.Bench;

/// <summary>An empty store that is gone after its measure.</summary>
internal sealed record BenchStore(string Name, IStore Store, Func<Task> RemoveAsync) : IAsyncDisposable
{
    private const string Schema = "monitor_bench";

    public static async Task<BenchStore> SqliteAsync()
    {
        var directory = Directory.CreateTempSubdirectory("bench");
        var store = await SqliteStore.OpenAsync(directory.FullName, TimeProvider.System, NullLoggerFactory.Instance, default);
        return new BenchStore("SQLite", store, () =>
        {
            directory.Delete(recursive: true);
            return Task.CompletedTask;
        });
    }

    /// <param name="connection">Npgsql's connection string; the measure has a schema of its own there and drops it.</param>
    public static async Task<BenchStore> PostgresAsync(string connection)
    {
        await DropAsync(connection);
        var store = await PostgresStore.OpenAsync(new PostgresConfig { Connection = new Secret("argument", connection), Schema = Schema }, NullLoggerFactory.Instance, default);
        return new BenchStore("PostgreSQL", store, () => DropAsync(connection));
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await RemoveAsync();
    }

    private static async Task DropAsync(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand($"DROP SCHEMA IF EXISTS {Schema} CASCADE");
        await command.ExecuteNonQueryAsync();
    }
}
