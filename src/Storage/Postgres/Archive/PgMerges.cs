using Monitor.Core.Posts;

namespace Monitor.Storage.Postgres.Archive;

/// <summary>
/// Makes one story of two: posts, members and figures of the younger go to the older, whose id stays. Posts and authors already counted by
/// both are counted once. Applied twice it changes nothing.
/// </summary>
internal static class PgMerges
{
    private static readonly string[] Steps =
    [
        "UPDATE posts SET story_id = @into WHERE story_id = @from",
        """
        INSERT INTO story_members SELECT @into, kind, value, n FROM story_members WHERE story_id = @from
        ON CONFLICT (story_id, kind, value) DO UPDATE SET n = story_members.n + excluded.n
        """,
        """
        INSERT INTO stories SELECT @into, text, first_seen, last_seen, posts, authors, sources, platforms, max_risk, risk_sum, risk_count FROM stories WHERE id = @from
        ON CONFLICT (id) DO UPDATE SET first_seen = least(stories.first_seen, excluded.first_seen), last_seen = greatest(stories.last_seen, excluded.last_seen),
            posts = stories.posts + excluded.posts, max_risk = greatest(stories.max_risk, excluded.max_risk),
            risk_sum = stories.risk_sum + excluded.risk_sum, risk_count = stories.risk_count + excluded.risk_count
        """,
        """
        UPDATE stories SET
            authors = (SELECT count(*) FROM story_members WHERE story_id = @into AND kind = 'a'),
            sources = (SELECT count(*) FROM story_members WHERE story_id = @into AND kind = 's'),
            platforms = (SELECT count(*) FROM story_members WHERE story_id = @into AND kind = 'p')
        WHERE id = @into
        """,
        "DELETE FROM story_members WHERE story_id = @from",
        "DELETE FROM stories WHERE id = @from",
        "UPDATE story_merges SET into_id = @into WHERE into_id = @from",
        "INSERT INTO story_merges (from_id, into_id, at) VALUES (@from, @into, @at)",
    ];

    public static async Task ApplyAsync(Session s, IReadOnlyList<StoryMerge> merges)
    {
        foreach (var merge in merges)
        {
            var into = await NowAsync(s, merge.Into);
            if (into == merge.From || await NowAsync(s, merge.From) != merge.From) continue;
            foreach (var step in Steps) await s.RunAsync(step, new { from = merge.From, into, at = merge.At.Ms() });
        }
    }

    /// <summary>Of these stories those that were merged away, with the one that has their posts now.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> GoneAsync(Session s, IEnumerable<string> ids) =>
        (await s.ReadAsync<(string From, string Into)>("SELECT from_id, into_id FROM story_merges WHERE from_id = ANY(@ids)", new { ids = ids.Distinct(StringComparer.Ordinal).ToArray() }))
            .ToDictionary(m => m.From, m => m.Into, StringComparer.Ordinal);

    public static async Task<IReadOnlyList<StoryMerge>> SinceAsync(Session s, DateTimeOffset since) =>
        [.. (await s.ReadAsync<(string From, string Into, long At)>("SELECT from_id, into_id, at FROM story_merges WHERE at >= @since ORDER BY at, from_id", new { since = since.Ms() }))
            .Select(m => new StoryMerge(m.From, m.Into, Instants.At(m.At)))];

    private static async Task<string> NowAsync(Session s, string id) => await s.ValueAsync<string>("SELECT into_id FROM story_merges WHERE from_id = @id", new { id }) ?? id;
}
