using System.Runtime.CompilerServices;
using Monitor.Storage.Postgres;
using Npgsql;

namespace Monitor.Storage.Moving;

/// <summary>The schema a store moves into.</summary>
internal sealed class MoveTarget(PostgresDatabase database)
{
    public PostgresDatabase Database => database;

    public Task<List<MoveColumn>> ColumnsAsync(string table, CancellationToken ct) => database.ReadAsync(s => s.ReadAsync<MoveColumn>("""
        SELECT attname AS Name, format_type(atttypid, NULL) AS Type FROM pg_attribute WHERE attrelid = to_regclass(@table) AND attnum > 0 AND NOT attisdropped ORDER BY attnum
        """, new { table }), ct);

    /// <summary>The rows and how far that is, in one transaction: after a crash both stand or neither.</summary>
    public Task PutAsync(MoveTable table, IReadOnlyList<MoveColumn> columns, IReadOnlyList<object?[]> rows, long from, CancellationToken ct) => database.WriteAsync(async s =>
    {
        await MoveMarks.AdvanceAsync(s, table.Name, from, from + rows.Count);
        await using var copy = await s.Connection.BeginBinaryImportAsync($"COPY {table.Name} ({Names(columns)}) FROM STDIN (FORMAT BINARY)", s.Token);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(s.Token);
            for (var i = 0; i < columns.Count; i++)
            {
                if (row[i] is { } value) await copy.WriteAsync(value, columns[i].DbType, s.Token);
                else await copy.WriteNullAsync(s.Token);
            }
        }

        await copy.CompleteAsync(s.Token);
    }, ct);

    /// <summary>New rows go on counting where the store stopped.</summary>
    public Task CloseAsync(MoveTable table, IReadOnlyList<MoveColumn> columns, CancellationToken ct) => database.WriteAsync(async s =>
    {
        if (columns.Any(c => c.Name == "seq"))
            await s.ValueAsync<long?>($"SELECT setval(pg_get_serial_sequence('{table.Name}', 'seq'), coalesce(max(seq), 1), max(seq) IS NOT NULL) FROM {table.Name}");
        await MoveMarks.CloseAsync(s, table.Name);
    }, ct);

    /// <summary>Rows in the order of the key.</summary>
    public async IAsyncEnumerable<object?[]> ReadAsync(MoveTable table, IReadOnlyList<MoveColumn> columns, [EnumeratorCancellation] CancellationToken ct)
    {
        List<MoveColumn> compared = [.. columns.Where(c => c.IsCompared)];
        await using var connection = await database.ConnectAsync(ct);
        await using var command = new NpgsqlCommand($"SELECT {Names(compared)} FROM {table.Name} ORDER BY {string.Join(", ", table.Key.Select(Ordered))}", connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var (row, at) = (new object?[columns.Count], 0);
            for (var i = 0; i < columns.Count; i++)
                if (columns[i].IsCompared) row[i] = reader.IsDBNull(at++) ? null : reader.GetValue(at - 1);
            yield return row;
        }

        string Ordered(string key) => columns.First(c => c.Name == key).Type == "text" ? key + " COLLATE \"C\"" : key;
    }

    private static string Names(IEnumerable<MoveColumn> columns) => string.Join(", ", columns.Select(c => $"\"{c.Name}\""));
}
