using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Monitor.Storage.Postgres;

namespace Monitor.Storage.Moving;

/// <summary>How far one table is.</summary>
public sealed record MoveProgress(string Table, long Rows, long Of, bool Comparing);

/// <summary>One table on both sides: SHA-256 over its rows in the order of their key.</summary>
/// <param name="FirstDifference">Key of the first row that differs.</param>
public sealed record MovedTable(string Table, long SourceRows, long TargetRows, string SourceHash, string TargetHash, string? FirstDifference)
{
    public bool Same => SourceRows == TargetRows && SourceHash == TargetHash;
}

/// <summary>
/// Takes a store from SQLite to PostgreSQL: table by table, some rows at a time, each portion in one transaction with the mark how far it is. Stopped
/// at any moment it goes on from that mark. The source is left as it is.
/// </summary>
public sealed class StoreMove : IAsyncDisposable
{
    private readonly MoveSource _source;
    private readonly PostgresDatabase _database;
    private readonly MoveTarget _target;

    private StoreMove(MoveSource source, PostgresDatabase database) => (_source, _database, _target) = (source, database, new MoveTarget(database));

    public string From => _source.File;

    /// <summary>Host, database and schema.</summary>
    public string To => _database.Place;

    /// <summary>Rows of one transaction.</summary>
    internal int Portion { get; init; } = 2_000;

    /// <summary>Takes the SQLite store for itself, and opens or creates the schema.</summary>
    /// <exception cref="StoreException">The one is in use or cannot be moved yet, the other cannot be reached.</exception>
    public static Task<StoreMove> OpenAsync(string directory, PostgresConfig config, ILoggerFactory loggers, CancellationToken ct) => OpenAsync(directory, config, loggers, 2_000, ct);

    internal static async Task<StoreMove> OpenAsync(string directory, PostgresConfig config, ILoggerFactory loggers, int portion, CancellationToken ct)
    {
        var source = MoveSource.Open(Path.Combine(directory, "monitor.db"));
        try
        {
            return new StoreMove(source, await PostgresDatabase.OpenAsync(config, loggers, ct)) { Portion = portion };
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Copies what is not there yet; nothing when all of it was moved before, which is told by the moment.</summary>
    /// <exception cref="StoreException">The schema is in use, or the source has changed since the move began.</exception>
    public async Task<DateTimeOffset?> CopyAsync(bool restart, Action<MoveProgress> tell, CancellationToken ct)
    {
        if (await _database.WriteAsync(s => MoveMarks.ClaimAsync(s, _source, restart, _database.Place), ct) is { } finished) return finished;
        foreach (var table in MovePlan.Tables)
        {
            var (reached, done) = await _database.ReadAsync(s => MoveMarks.ReachedAsync(s, table.Name), ct);
            if (!done) await CopyAsync(table, reached, tell, ct);
        }

        return null;
    }

    /// <summary>Compares every row of every table.</summary>
    public async Task<IReadOnlyList<MovedTable>> CompareAsync(Action<MoveProgress> tell, CancellationToken ct)
    {
        var tables = new List<MovedTable>();
        foreach (var table in MovePlan.Tables) tables.Add(await CompareAsync(table, tell, ct));
        return tables;
    }

    /// <summary>From here on the service may open the schema.</summary>
    public Task FinishAsync(CancellationToken ct) => _database.WriteAsync(s => MoveMarks.FinishAsync(s), ct);

    public async ValueTask DisposeAsync()
    {
        _source.Dispose();
        await _database.DisposeAsync();
    }

    private async Task CopyAsync(MoveTable table, long reached, Action<MoveProgress> tell, CancellationToken ct)
    {
        var (columns, total) = (await _target.ColumnsAsync(table.Name, ct), _source.Count(table));
        foreach (var rows in _source.Read(table, columns, reached).Chunk(Portion))
        {
            await _target.PutAsync(table, columns, rows, reached, ct);
            reached += rows.Length;
            tell(new MoveProgress(table.Name, reached, total, Comparing: false));
        }

        await _target.CloseAsync(table, columns, ct);
    }

    private async Task<MovedTable> CompareAsync(MoveTable table, Action<MoveProgress> tell, CancellationToken ct)
    {
        var (columns, total) = (await _target.ColumnsAsync(table.Name, ct), _source.Count(table));
        using var here = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var there = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var source = _source.Read(table, columns, 0).GetEnumerator();
        await using var target = _target.ReadAsync(table, columns, ct).GetAsyncEnumerator(ct);
        var (a, b, difference) = (0L, 0L, (string?)null);
        while (true)
        {
            var (more, also) = (source.MoveNext(), await target.MoveNextAsync());
            if (!more && !also) break;
            var (left, right) = (more ? RowBytes.Of(source.Current, columns) : [], also ? RowBytes.Of(target.Current, columns) : []);
            here.AppendData(left);
            there.AppendData(right);
            if (!left.AsSpan().SequenceEqual(right)) difference ??= KeyOf(table, columns, more ? source.Current : null, also ? target.Current : null);
            (a, b) = (a + (more ? 1 : 0), b + (also ? 1 : 0));
            if (a % 50_000 == 0) tell(new MoveProgress(table.Name, a, total, Comparing: true));
        }

        return new MovedTable(table.Name, a, b, Convert.ToHexStringLower(here.GetHashAndReset()), Convert.ToHexStringLower(there.GetHashAndReset()), difference);
    }

    /// <summary>The row that comes first: the other side lacks it, or has it otherwise.</summary>
    private static string KeyOf(MoveTable table, List<MoveColumn> columns, object?[]? here, object?[]? there)
    {
        int[] key = [.. table.Key.Select(k => columns.FindIndex(c => c.Name == k))];
        var first = here is null || (there is not null && key.Select(i => Compare(there[i], here[i])).FirstOrDefault(c => c != 0) < 0) ? there! : here;
        return string.Join(" / ", key.Select(i => Convert.ToString(first[i], CultureInfo.InvariantCulture)));
    }

    private static int Compare(object? a, object? b) => a is string text ? string.CompareOrdinal(text, b as string) : Comparer<object>.Default.Compare(a, b);
}
