using Monitor.Core.Contracts;
using Npgsql;

namespace Monitor.Storage.Postgres;

/// <summary>LISTEN and NOTIFY on a channel named after the schema, on a connection of its own.</summary>
internal sealed class PostgresWire(PostgresDatabase database) : IChangeWire
{
    /// <summary>A server that vanished without a word is noticed by the next question.</summary>
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(15);

    public Task SendAsync(string word, CancellationToken ct) => database.ReadAsync(s => s.RunAsync("SELECT pg_notify('changes/' || current_schema(), @word)", new { word }), ct);

    public async Task ListenAsync(Action ready, Action<string> heard, CancellationToken ct)
    {
        await using var connection = await database.ConnectAsync(ct);
        connection.Notification += (_, e) => heard(e.Payload);
        await RunAsync(connection, "DO $$ BEGIN EXECUTE format('LISTEN %I', 'changes/' || current_schema()); END $$", ct);
        ready();
        while (true)
        {
            if (!await connection.WaitAsync(AskEvery, ct)) await RunAsync(connection, "SELECT 1", ct);
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
