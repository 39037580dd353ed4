namespace Monitor.Storage.Postgres.Archive;

/// <summary>Deletes what is older than it should be kept, with its share of curve and hours; the rules are those of SQLite's Retention, which says why.</summary>
internal static class PgPrune
{
    private const string Old = "first_seen < @before AND coalesce(last_seen, first_seen) < @before";

    private const string Forgotten = "last_seen < @before AND NOT EXISTS (SELECT 1 FROM posts WHERE posts.story_id = stories.id)";

    private static readonly string[] Steps =
    [
        $"""
        UPDATE post_rollups SET posts = post_rollups.posts - old.n, negative = negative - old.n0, neutral = neutral - old.n1, positive = positive - old.n2, high_risk = high_risk - old.high
        FROM (SELECT published / {StoreRules.BucketText} * {StoreRules.BucketText} AS bucket, count(*) AS n, count(*) FILTER (WHERE sentiment = 0) AS n0,
            count(*) FILTER (WHERE sentiment = 1) AS n1, count(*) FILTER (WHERE sentiment = 2) AS n2, count(*) FILTER (WHERE band = 2) AS high
            FROM posts WHERE {Old} GROUP BY 1) AS old
        WHERE at = old.bucket
        """,
        $"""
        UPDATE topic_rollups SET posts = topic_rollups.posts - old.n
        FROM (SELECT first_seen / 3600000 * 3600000 AS hour, CASE WHEN relevance >= 0.5 THEN posts.topic ELSE 'off_topic' END AS name, posts.sentiment AS mood, count(*) AS n
            FROM posts WHERE {Old} AND role = 0 AND NOT backfill AND posts.topic IS NOT NULL AND posts.sentiment IS NOT NULL GROUP BY 1, 2, 3) AS old
        WHERE at = old.hour AND topic_rollups.topic = old.name AND topic_rollups.sentiment = old.mood
        """,
        $"DELETE FROM posts WHERE {Old}",
        "DELETE FROM post_rollups WHERE posts <= 0",
        "DELETE FROM topic_rollups WHERE posts <= 0",
        $"DELETE FROM story_members WHERE story_id IN (SELECT id FROM stories WHERE {Forgotten})",
        $"DELETE FROM stories WHERE {Forgotten}",
        "DELETE FROM story_merges WHERE at < @before AND NOT EXISTS (SELECT 1 FROM stories WHERE id = into_id)",
    ];

    /// <summary>How many posts and probe results went.</summary>
    public static async Task<int> RunAsync(Session s, DateTimeOffset postsBefore, DateTimeOffset probesBefore)
    {
        var gone = (int)await s.ValueAsync<long>($"SELECT count(*) FROM posts WHERE {Old}", new { before = postsBefore.Ms() });
        if (gone > 0)
            foreach (var step in Steps) await s.RunAsync(step, new { before = postsBefore.Ms() });
        await s.RunAsync("DELETE FROM post_revisions WHERE until < @before AND NOT EXISTS (SELECT 1 FROM posts WHERE id = post_id)", new { before = postsBefore.Ms() });
        await s.RunAsync("DELETE FROM source_spells WHERE until < @before", new { before = postsBefore.Ms() });
        return gone + await s.RunAsync("DELETE FROM probes WHERE at < @before", new { before = probesBefore.Ms() });
    }
}
