using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Storage.Elasticsearch;
using Monitor.Storage.Elasticsearch.Spool;
using Monitor.Storage.Sqlite.Archive;

namespace Monitor.Storage.Sqlite.Desk;

/// <summary>The desk in the SQLite store: of one machine.</summary>
internal sealed class SqliteDesk : IDesk
{
    private const string FloorKey = "elastic.floor";
    private const int RowsAtOnce = 2_000;

    // Kept beyond the floor: what nobody has judged yet, and what was never stored elsewhere.
    private const string Settled = """
        first_seen < $1 AND coalesce(last_seen, first_seen) < $1 AND published < $1 AND assessment IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM elastic_spool WHERE kind = 'post' AND key = posts.id)
        AND NOT EXISTS (SELECT 1 FROM elastic_dead WHERE kind = 'post' AND key = posts.id)
        """;

    private readonly Database _database;
    private long _floor;

    private SqliteDesk(Database database) => (_database, Near) = (database, new SqliteArchive(database));

    public IArchive Near { get; }

    public DateTimeOffset Floor => Volatile.Read(ref _floor) is 0 ? DateTimeOffset.MinValue : Instants.At(Volatile.Read(ref _floor));

    public static async Task<SqliteDesk> OpenAsync(Database database, CancellationToken ct)
    {
        var desk = new SqliteDesk(database);
        await database.WriteAsync((c, t) =>
        {
            SpoolTables.Prepare(c, t);
            desk._floor = long.Parse(c.ExecuteScalar<string?>("SELECT value FROM settings WHERE key = @FloorKey", new { FloorKey }, t) ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        }, ct);
        return desk;
    }

    public Task<int> CountAsync(PostQuery query, CancellationToken ct) => _database.ReadAsync(c => PostSearch.Count(c, query), ct);

    public Task TouchAsync(IReadOnlyList<(string Id, string Body)> touches, CancellationToken ct) => _database.WriteAsync((c, t) =>
    {
        foreach (var (id, body) in touches) SpoolTables.Touch(c, t, id, body);
    }, ct);

    public async Task TrimAsync(DateTimeOffset floor, CancellationToken ct)
    {
        var hour = HourTally.HourOf(floor).Ms();
        if (hour <= Volatile.Read(ref _floor)) return;
        await _database.WriteAsync((c, t) => c.Execute("INSERT OR REPLACE INTO settings (key, value) VALUES (@FloorKey, @value)",
            new { FloorKey, value = hour.ToString(System.Globalization.CultureInfo.InvariantCulture) }, t), ct);
        Volatile.Write(ref _floor, hour);
        while (await _database.WriteAsync((c, t) => DropPosts(c, t, hour), ct) == RowsAtOnce)
        {
        }

        await _database.WriteAsync((c, t) => DropRest(c, t, hour), ct);
    }

    public Task<IReadOnlyList<string>> FadedStoriesAsync(DateTimeOffset before, CancellationToken ct) => _database.ReadAsync<IReadOnlyList<string>>(c =>
        [.. c.Query<string>("SELECT id FROM stories WHERE last_seen < @before AND NOT EXISTS (SELECT 1 FROM posts WHERE posts.story_id = stories.id)", new { before = before.Ms() })], ct);

    public Task ForgetStoriesAsync(IReadOnlyCollection<string> ids, DateTimeOffset before, CancellationToken ct) => _database.WriteAsync((c, t) =>
    {
        var list = Json.Write(ids);
        c.Execute("DELETE FROM story_members WHERE story_id IN (SELECT value FROM json_each(@list))", new { list }, t);
        c.Execute("DELETE FROM stories WHERE id IN (SELECT value FROM json_each(@list))", new { list }, t);
        c.Execute("DELETE FROM story_merges WHERE at < @before AND NOT EXISTS (SELECT 1 FROM stories WHERE id = into_id)", new { before = before.Ms() }, t);
    }, ct);

    public Task<ITurn?> TakeTurnAsync(CancellationToken ct) =>
        Task.FromResult<ITurn?>(SpoolLock.TryTake(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(_database.File))!, "elastic.lock")));

    public Task<IReadOnlyList<SpoolEntry>> HeadAsync(int limit, CancellationToken ct) => _database.ReadAsync<IReadOnlyList<SpoolEntry>>(c => SpoolRows.Head(c, limit), ct);

    public Task SettleAsync(IReadOnlyCollection<long> over, IReadOnlyList<(SpoolEntry Entry, string Reason)> dead, DateTimeOffset now, CancellationToken ct) => _database.WriteAsync((c, t) =>
    {
        foreach (var (entry, reason) in dead) SpoolRows.Bury(c, t, entry, now, reason);
        SpoolRows.Take(c, t, over);
    }, ct);

    public Task<(long Waiting, long Dead)> QueueAsync(CancellationToken ct) => _database.ReadAsync(SpoolRows.Count, ct);

    public Task<int> FillAsync(CancellationToken ct) => _database.WriteAsync(SpoolTables.Fill, ct);

    public Task<int> ReviveAsync(CancellationToken ct) => _database.WriteAsync(SpoolTables.Revive, ct);

    /// <summary>The database is the store's to close.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static int DropPosts(SqliteConnection c, SqliteTransaction t, long floor)
    {
        using var pick = new Statement(c, t, $"SELECT json_group_array(seq) FROM (SELECT seq FROM posts WHERE {Settled} LIMIT {RowsAtOnce})");
        var seqs = (string)pick.Value(floor)!;
        using var index = new Statement(c, t, "DELETE FROM posts_fts WHERE rowid IN (SELECT value FROM json_each($1))");
        index.Run(seqs);
        using var posts = new Statement(c, t, "DELETE FROM posts WHERE seq IN (SELECT value FROM json_each($1))");
        return posts.Run(seqs);
    }

    /// <summary>Counts below the floor are asked of Elasticsearch, so theirs here mean nothing any more.</summary>
    private static void DropRest(SqliteConnection c, SqliteTransaction t, long floor)
    {
        foreach (var sql in new[]
        {
            $"DELETE FROM probes WHERE at < $1 AND NOT EXISTS (SELECT 1 FROM elastic_spool WHERE kind = 'probe' AND key = {SpoolEntry.KeyOf("probes")}) AND NOT EXISTS (SELECT 1 FROM elastic_dead WHERE kind = 'probe' AND key = {SpoolEntry.KeyOf("probes")})",
            "DELETE FROM post_rollups WHERE at < $1 - 86400000",
            "DELETE FROM topic_rollups WHERE at < $1 - 86400000",
        })
        {
            using var statement = new Statement(c, t, sql);
            statement.Run(floor);
        }
    }
}
