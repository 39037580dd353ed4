using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Storage.Elasticsearch;
using Monitor.Storage.Elasticsearch.Spool;
using Monitor.Storage.Postgres.Archive;

namespace Monitor.Storage.Postgres.Desk;

/// <summary>
/// The desk that replicas share. The floor is one for all of them: each looks it up every few seconds, and rows below a floor that was raised are let go
/// only after a pause, so that nobody reads by the old floor what is no longer there.
/// </summary>
internal sealed class PostgresDesk : IDesk
{
    /// <summary>Between raising the floor and deleting; many looks fit in.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    private const string FloorKey = "elastic.floor";
    private const string DroppedKey = "elastic.dropped";
    private const int RowsAtOnce = 2_000;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    private readonly PostgresDatabase _database;
    private readonly TimeProvider _time;
    private readonly TimeSpan _grace;
    private readonly CancellationTokenSource _end = new();
    private Task _looking = Task.CompletedTask;
    private long _floor;
    private long _dropped;
    private (long Floor, DateTimeOffset At)? _raised;

    private PostgresDesk(PostgresDatabase database, TimeProvider time, TimeSpan grace) => (_database, _time, _grace, Near) = (database, time, grace, new PostgresArchive(database));

    public IArchive Near { get; }

    public DateTimeOffset Floor => Volatile.Read(ref _floor) is 0 ? DateTimeOffset.MinValue : Instants.At(Volatile.Read(ref _floor));

    public static async Task<PostgresDesk> OpenAsync(PostgresDatabase database, TimeProvider time, TimeSpan grace, CancellationToken ct)
    {
        var desk = new PostgresDesk(database, time, grace);
        await database.WriteAsync(PgSpoolTables.PrepareAsync, ct);
        await desk.LookAsync(ct);
        desk._looking = desk.KeepLookingAsync();
        return desk;
    }

    /// <summary>Where Elasticsearch is not used any more.</summary>
    public static Task<bool> RestAsync(PostgresDatabase database, CancellationToken ct) => database.WriteAsync(PgSpoolTables.RestAsync, ct);

    public Task<int> CountAsync(PostQuery query, CancellationToken ct) => _database.ReadAsync(s => PgSearch.CountAsync(s, query), ct);

    public Task TouchAsync(IReadOnlyList<(string Id, string Body)> touches, CancellationToken ct) => touches.Count == 0 ? Task.CompletedTask : _database.WriteAsync(
        s => s.ValueAsync<int>("SELECT elastic_enqueue('touch', @ids, @bodies)", new { ids = touches.Select(t => t.Id).ToArray(), bodies = touches.Select(t => t.Body).ToArray() }), ct);

    public async Task TrimAsync(DateTimeOffset floor, CancellationToken ct)
    {
        var hour = HourTally.HourOf(floor).Ms();
        await LookAsync(ct);
        if (hour > Volatile.Read(ref _floor))
        {
            await SaveAsync(FloorKey, hour, ct);
            await LookAsync(ct);
        }

        var (raised, now) = (Volatile.Read(ref _floor), _time.GetUtcNow());
        if (raised <= Volatile.Read(ref _dropped)) return;
        // Counted from when this process first saw it, which is never too early.
        if (_raised is not { } seen || seen.Floor != raised) _raised = seen = (raised, now);
        if (now - seen.At < _grace) return;
        while (await _database.WriteAsync(s => DropPostsAsync(s, raised), ct) == RowsAtOnce)
        {
        }

        await _database.WriteAsync(s => DropRestAsync(s, raised), ct);
        await SaveAsync(DroppedKey, raised, ct);
        Volatile.Write(ref _dropped, raised);
    }

    public Task<IReadOnlyList<string>> FadedStoriesAsync(DateTimeOffset before, CancellationToken ct) => _database.ReadAsync<IReadOnlyList<string>>(async s =>
        await s.ReadAsync<string>("SELECT id FROM stories WHERE last_seen < @before AND NOT EXISTS (SELECT 1 FROM posts WHERE posts.story_id = stories.id)", new { before = before.Ms() }), ct);

    public Task ForgetStoriesAsync(IReadOnlyCollection<string> ids, DateTimeOffset before, CancellationToken ct) => _database.WriteAsync(async s =>
    {
        var values = new { list = ids.ToArray(), before = before.Ms() };
        await s.LockAsync("archive");
        await s.RunAsync("DELETE FROM story_members WHERE story_id = ANY(@list)", values);
        await s.RunAsync("DELETE FROM stories WHERE id = ANY(@list)", values);
        await s.RunAsync("DELETE FROM story_merges WHERE at < @before AND NOT EXISTS (SELECT 1 FROM stories WHERE id = into_id)", values);
    }, ct);

    public async Task<ITurn?> TakeTurnAsync(CancellationToken ct) => await _database.TryHoldAsync("sender", ct);

    public Task<IReadOnlyList<SpoolEntry>> HeadAsync(int limit, CancellationToken ct) => _database.ReadAsync(s => PgSpool.HeadAsync(s, limit), ct);

    public Task SettleAsync(IReadOnlyCollection<long> over, IReadOnlyList<(SpoolEntry Entry, string Reason)> dead, DateTimeOffset now, CancellationToken ct) =>
        _database.WriteAsync(s => PgSpool.SettleAsync(s, over, dead, now), ct);

    public Task<(long Waiting, long Dead)> QueueAsync(CancellationToken ct) =>
        _database.ReadAsync(s => s.FirstAsync<(long Waiting, long Dead)>("SELECT (SELECT count(*) FROM elastic_spool), (SELECT count(*) FROM elastic_dead)"), ct);

    public Task<int> FillAsync(CancellationToken ct) => _database.WriteAsync(PgSpoolTables.FillAsync, ct);

    public Task<int> ReviveAsync(CancellationToken ct) => _database.WriteAsync(PgSpoolTables.ReviveAsync, ct);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _looking;
        _end.Dispose();
    }

    private async Task LookAsync(CancellationToken ct)
    {
        var found = (await _database.ReadAsync(s => s.ReadAsync<(string Key, string Value)>("SELECT key, value FROM settings WHERE key IN (@FloorKey, @DroppedKey)", new { FloorKey, DroppedKey }), ct)).ToDictionary();
        long Of(string key) => found.TryGetValue(key, out var value) ? long.Parse(value, System.Globalization.CultureInfo.InvariantCulture) : 0;
        Volatile.Write(ref _floor, Of(FloorKey));
        Volatile.Write(ref _dropped, Of(DroppedKey));
    }

    private async Task KeepLookingAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Look, TimeProvider.System, _end.Token);
                await LookAsync(_end.Token);
            }
            catch (OperationCanceledException) when (_end.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not ObjectDisposedException)
            {
                // The database is away, as everyone else who asks it says; the next look finds the floor where it is.
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }
    }

    private Task SaveAsync(string key, long value, CancellationToken ct) => _database.WriteAsync(s => s.RunAsync("""
        INSERT INTO settings (key, value) VALUES (@key, @text) ON CONFLICT (key) DO UPDATE SET value = @text WHERE settings.value::bigint < @value
        """, new { key, value, text = value.ToString(System.Globalization.CultureInfo.InvariantCulture) }), ct);

    private static async Task<int> DropPostsAsync(Session s, long floor)
    {
        // A read that brings one of them again in this moment must find it or not find it, whole.
        await s.LockAsync("archive");
        return await s.RunAsync($"""
        DELETE FROM posts WHERE seq IN (SELECT seq FROM posts p
            WHERE first_seen < @floor AND coalesce(last_seen, first_seen) < @floor AND published < @floor AND assessment IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM elastic_spool WHERE kind = 'post' AND key = p.id)
              AND NOT EXISTS (SELECT 1 FROM elastic_dead WHERE kind = 'post' AND key = p.id) LIMIT {RowsAtOnce})
        """, new { floor });
    }

    /// <summary>Counts below the floor are asked of Elasticsearch, so theirs here mean nothing any more.</summary>
    private static async Task<int> DropRestAsync(Session s, long floor) =>
        await s.RunAsync($"""
            DELETE FROM probes p WHERE at < @floor AND NOT EXISTS (SELECT 1 FROM elastic_spool WHERE kind = 'probe' AND key = {SpoolEntry.KeyOf("p")})
                AND NOT EXISTS (SELECT 1 FROM elastic_dead WHERE kind = 'probe' AND key = {SpoolEntry.KeyOf("p")})
            """, new { floor })
        + await s.RunAsync("DELETE FROM post_rollups WHERE at < @floor - 86400000", new { floor })
        + await s.RunAsync("DELETE FROM topic_rollups WHERE at < @floor - 86400000", new { floor });
}
