using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Sources;

namespace Monitor.Storage.Sqlite.Archive;

internal static class SourceRows
{
    public static void Record(SqliteConnection connection, SqliteTransaction transaction, SourceRun run, int fresh, string? cursor)
    {
        using var statement = new Statement(connection, transaction, """
            INSERT INTO sources VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (source_id) DO UPDATE SET
                last_fresh = coalesce($3, last_fresh), posts = posts + $4, cursor = coalesce($5, cursor), last_run = $6
            """);
        statement.Run(run.SourceId, run.At.Ms(), fresh > 0 ? run.At.Ms() : null, fresh, cursor, Json.Write(run with { Fresh = fresh, Sample = null }));
        SpellRows.Record(connection, transaction, run);
    }

    public static List<SourceStatus> All(SqliteConnection connection) =>
        [.. connection.Query<Row>("""
            SELECT s.source_id AS Id, first_run AS FirstRun, last_fresh AS LastFresh, posts AS Posts, last_run AS LastRun, w.since AS Since
            FROM sources s LEFT JOIN source_spells w ON w.source_id = s.source_id AND w.until IS NULL ORDER BY s.source_id
            """)
            .Select(r => new SourceStatus(
                r.Id, Json.Read<SourceRun>(r.LastRun), r.LastFresh is { } at ? Instants.At(at) : null, Instants.At(r.FirstRun), (int)r.Posts)
            {
                Since = r.Since is { } since ? Instants.At(since) : null,
            })];

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public long FirstRun { get; init; }

        public long? LastFresh { get; init; }

        public long Posts { get; init; }

        public string LastRun { get; init; } = "";

        public long? Since { get; init; }
    }
}
