using Monitor.Storage.Elasticsearch;
using Npgsql;

namespace Monitor.Storage.Postgres;

/// <summary>A lock that lasts as long as its connection: it goes when that is closed, and when its process or the way to the server ends.</summary>
internal sealed class SessionLock : ITurn
{
    private readonly NpgsqlConnection _connection;

    private SessionLock(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Null while another session of this schema holds the lock of that name. Takes over the connection.</summary>
    public static async Task<SessionLock?> TryTakeAsync(NpgsqlConnection connection, string name, CancellationToken ct)
    {
        var taken = false;
        try
        {
            await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock(hashtextextended(current_schema() || '/' || $1, 0))", connection);
            command.Parameters.AddWithValue(name);
            taken = await command.ExecuteScalarAsync(ct) is true;
            return taken ? new SessionLock(connection) : null;
        }
        finally
        {
            if (!taken) await connection.DisposeAsync();
        }
    }

    public async Task<bool> HoldsAsync(CancellationToken ct)
    {
        try
        {
            await using var command = new NpgsqlCommand("SELECT 1", _connection);
            return await command.ExecuteScalarAsync(ct) is 1;
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await using var command = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", _connection);
            await command.ExecuteNonQueryAsync();
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            // Broken: the server has let go of the lock already.
        }
        finally
        {
            await _connection.DisposeAsync();
        }
    }
}
