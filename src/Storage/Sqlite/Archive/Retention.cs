using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Monitor.Storage.Sqlite.Archive;

/// <summary>
/// Deletes what is older than it should be kept. A post's age counts from the last read that brought it: deleted earlier it would come back as
/// new with the next read. Its share of the curve and of the hourly counts goes with it, wherever its publish time lies, so that both count
/// exactly the kept posts.
/// </summary>
internal static class Retention
{
    private const string Old = "first_seen < $1 AND coalesce(last_seen, first_seen) < $1";

    private const string Forgotten = "last_seen < $1 AND NOT EXISTS (SELECT 1 FROM posts WHERE posts.story_id = stories.id)";

    private static readonly string[] Steps =
    [
        $"""
        UPDATE post_rollups SET posts = posts - old.n, negative = negative - old.n0, neutral = neutral - old.n1,
            positive = positive - old.n2, high_risk = high_risk - old.high
        FROM (SELECT published / {StoreRules.BucketText} * {StoreRules.BucketText} AS bucket, count(*) AS n, count(*) FILTER (WHERE sentiment = 0) AS n0,
            count(*) FILTER (WHERE sentiment = 1) AS n1, count(*) FILTER (WHERE sentiment = 2) AS n2, count(*) FILTER (WHERE band = 2) AS high
            FROM posts WHERE {Old} GROUP BY 1) AS old
        WHERE at = old.bucket
        """,
        string.Format(CultureInfo.InvariantCulture, TopicHours.Shrink, Old),
        $"DELETE FROM posts_fts WHERE rowid IN (SELECT seq FROM posts WHERE {Old})",
        $"DELETE FROM posts WHERE {Old}",
        "DELETE FROM post_rollups WHERE posts <= 0",
        "DELETE FROM topic_rollups WHERE posts <= 0",
        // A story that lives on keeps its whole past: since when and how far it has spread is its meaning.
        $"DELETE FROM story_members WHERE story_id IN (SELECT id FROM stories WHERE {Forgotten})",
        $"DELETE FROM stories WHERE {Forgotten}",
        "DELETE FROM story_merges WHERE at < $1 AND NOT EXISTS (SELECT 1 FROM stories WHERE id = into_id)",
    ];

    /// <summary>How many posts and probe results went. Run within a transaction, which makes the steps one.</summary>
    public static int Prune(SqliteConnection connection, SqliteTransaction transaction, DateTimeOffset postsBefore, DateTimeOffset probesBefore)
    {
        var gone = Count(connection, transaction, postsBefore);
        if (gone > 0)
        {
            foreach (var step in Steps) Run(connection, transaction, step, postsBefore);
        }

        // A post that is kept was brought by a read after each of its edits.
        Run(connection, transaction, "DELETE FROM post_revisions WHERE until < $1 AND NOT EXISTS (SELECT 1 FROM posts WHERE id = post_id)", postsBefore);
        // A sample may hold what posts hold.
        Run(connection, transaction, "DELETE FROM source_spells WHERE until < $1", postsBefore);
        return gone + Run(connection, transaction, "DELETE FROM probes WHERE at < $1", probesBefore);
    }

    private static int Count(SqliteConnection connection, SqliteTransaction transaction, DateTimeOffset before)
    {
        using var statement = new Statement(connection, transaction, $"SELECT count(*) FROM posts WHERE {Old}");
        return (int)(long)statement.Value(before.Ms())!;
    }

    private static int Run(SqliteConnection connection, SqliteTransaction transaction, string sql, DateTimeOffset before)
    {
        using var statement = new Statement(connection, transaction, sql);
        return statement.Run(before.Ms());
    }
}
