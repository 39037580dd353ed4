using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Alerts;
using Monitor.Core.Cases;
using Monitor.Storage.Postgres.Archive;
using Monitor.Storage.Sqlite;

namespace Monitor.Storage.Moving;

/// <summary>The SQLite store while it is moved: for this process alone, so that nothing is written to it meanwhile.</summary>
internal sealed class MoveSource : IDisposable
{
    private const string IdKey = "store.id";
    private const int Busy = 5;

    private readonly SqliteConnection _connection;

    private MoveSource(SqliteConnection connection, string file, string id, string stamp) => (_connection, File, Id, Stamp) = (connection, file, id, stamp);

    public string File { get; }

    /// <summary>Names this store wherever its file lies. It moves with the settings.</summary>
    public string Id { get; }

    /// <summary>SHA-256 of the file: another one means that something was written since.</summary>
    public string Stamp { get; }

    /// <exception cref="StoreException">There is none, it is in use, or it cannot be moved yet.</exception>
    public static MoveSource Open(string file)
    {
        if (!System.IO.File.Exists(file)) throw new StoreException($"There is no store to move: {file} does not exist. Name the data directory with --data.");
        try
        {
            string id;
            using (var connection = Alone(file))
            {
                Migrator.Apply(connection);
                id = Identify(connection);
                CheckQueue(connection);
                connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            }

            // Read while SQLite has it closed: closing a file takes every lock of this process on it away.
            string stamp;
            using (var bytes = System.IO.File.OpenRead(file)) stamp = Convert.ToHexStringLower(SHA256.HashData(bytes));
            var held = Alone(file);
            Teach(held);
            return new MoveSource(held, file, id, stamp);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == Busy)
        {
            throw new StoreException($"{file} is in use. Stop the service (and every other monitor command) before it is moved, or changes would be left behind.", e);
        }
        catch (SqliteException e) when (Faults.Explain(e, file) is { } explained)
        {
            throw explained;
        }
    }

    public long Count(MoveTable table) => _connection.ExecuteScalar<long>($"SELECT count(*) FROM \"{table.Name}\"");

    /// <summary>Rows in the order of the key, as PostgreSQL's types want them.</summary>
    public IEnumerable<object?[]> Read(MoveTable table, IReadOnlyList<MoveColumn> columns, long skip)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = $"""
            SELECT {string.Join(", ", columns.Select(c => table.Of(c.Name)))} FROM "{table.Name}"
            ORDER BY {string.Join(", ", table.Key.Select(k => table.Of(k) + " COLLATE BINARY"))} LIMIT -1 OFFSET $skip
            """;
        command.Parameters.AddWithValue("$skip", skip);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = new object?[columns.Count];
            for (var i = 0; i < row.Length; i++) row[i] = reader.IsDBNull(i) ? null : columns[i].FromSqlite(reader.GetValue(i));
            yield return row;
        }
    }

    public void Dispose() => _connection.Dispose();

    private static SqliteConnection Alone(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, Mode = SqliteOpenMode.ReadWrite, DefaultTimeout = 2 }.ToString());
        try
        {
            connection.Open();
            // In this mode the first transaction takes the whole file, and keeps it; with a reader or writer elsewhere it fails.
            connection.Execute("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static string Identify(SqliteConnection connection)
    {
        connection.Execute("INSERT OR IGNORE INTO settings (key, value) VALUES (@IdKey, @id)", new { IdKey, id = RandomNumberGenerator.GetHexString(32, lowercase: true) });
        return connection.ExecuteScalar<string>("SELECT value FROM settings WHERE key = @IdKey", new { IdKey })!;
    }

    /// <summary>Posts, results and decisions are queued anew where they arrive; a change of a post that only Elasticsearch still holds is not.</summary>
    private static void CheckQueue(SqliteConnection connection)
    {
        if (connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master WHERE name = 'elastic_spool'") == 0) return;
        var waiting = connection.ExecuteScalar<long>("SELECT (SELECT count(*) FROM elastic_spool WHERE kind = 'touch') + (SELECT count(*) FROM elastic_dead WHERE kind = 'touch')");
        if (waiting > 0)
            throw new StoreException($"{waiting} change(s) of older posts have not reached Elasticsearch yet. Let the service run until they have (monitor elastic check, monitor elastic resend), then stop it and move.");
    }

    private static void Teach(SqliteConnection connection)
    {
        connection.CreateFunction("move_alert_ended", (string body) => From<Alert>(body, a => a.ResolvedAt ?? a.UpdatedAt), isDeterministic: true);
        connection.CreateFunction("move_case_updated", (string body) => From<Case>(body, c => c.UpdatedAt), isDeterministic: true);
        connection.CreateFunction("move_folded", (string? title, string text) => PgPosts.Folded(title, text), isDeterministic: true);
        connection.CreateFunction("move_terms", (string? title, string text) => PgPosts.Terms(title, text), isDeterministic: true);
    }

    private static long? From<T>(string body, Func<T, DateTimeOffset> at)
    {
        try
        {
            return at(Json.Read<T>(body)).Ms();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
