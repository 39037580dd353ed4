using Monitor.Core.Sources;

namespace Monitor.Storage.Postgres.Archive;

internal static class PgSources
{
    public static Task<int> RecordAsync(Session s, SourceRun run, int fresh, string? cursor) => s.RunAsync("""
        INSERT INTO sources (source_id, first_run, last_fresh, posts, cursor, last_run) VALUES (@SourceId, @at, @lastFresh, @fresh, @cursor, @body)
        ON CONFLICT (source_id) DO UPDATE SET
            last_fresh = coalesce(@lastFresh, sources.last_fresh), posts = sources.posts + @fresh, cursor = coalesce(@cursor, sources.cursor), last_run = @body
        """, new { run.SourceId, at = run.At.Ms(), lastFresh = fresh > 0 ? run.At.Ms() : (long?)null, fresh, cursor, body = Json.Write(run with { Fresh = fresh, Sample = null }) });

    public static Task<string?> CursorAsync(Session s, string sourceId) => s.ValueAsync<string>("SELECT cursor FROM sources WHERE source_id = @sourceId", new { sourceId });

    public static async Task<IReadOnlyList<SourceStatus>> AllAsync(Session s) =>
        [.. (await s.ReadAsync<(string Id, long FirstRun, long? LastFresh, int Posts, string LastRun, long? Since)>("""
            SELECT s.source_id, first_run, last_fresh, posts, last_run, w.since FROM sources s LEFT JOIN source_spells w ON w.source_id = s.source_id AND w.until IS NULL ORDER BY s.source_id
            """))
            .Select(r => new SourceStatus(r.Id, Json.Read<SourceRun>(r.LastRun), r.LastFresh is { } at ? Instants.At(at) : null, Instants.At(r.FirstRun), r.Posts) { Since = r.Since is { } since ? Instants.At(since) : null })];
}
