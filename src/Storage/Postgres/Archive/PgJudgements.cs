using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Sources;

namespace Monitor.Storage.Postgres.Archive;

/// <summary>Assessments that come after their posts: the first one of a post that had none, or a newer one in its place.</summary>
internal static class PgJudgements
{
    public static Task<IReadOnlyList<Post>> WaitingAsync(Session s, int limit) => PgPosts.ReadAsync(s, "WHERE assessment IS NULL ORDER BY first_seen, posts.seq LIMIT @limit", new { limit });

    /// <summary>Ids of those that had been waiting.</summary>
    public static async Task<IReadOnlyList<string>> AssessAsync(Session s, IReadOnlyList<Post> posts)
    {
        var judged = posts.Where(p => p.Assessment is not null).DistinctBy(p => p.Id).ToList();
        var changed = (await s.ReadAsync<string>("""
            UPDATE posts SET assessment = j.body, topic = j.topic, sentiment = j.sentiment, band = j.band, score = j.score, relevance = j.relevance
            FROM unnest(@ids, @bodies, @topics, @sentiments, @bands, @scores, @relevances) AS j (id, body, topic, sentiment, band, score, relevance)
            WHERE posts.id = j.id AND posts.assessment IS NULL RETURNING posts.id
            """, new
        {
            ids = judged.Select(p => p.Id).ToArray(),
            bodies = judged.Select(p => Json.Write(p.Assessment!)).ToArray(),
            topics = judged.Select(p => PgPosts.Topic(p.Assessment)).ToArray(),
            sentiments = judged.Select(p => (int)p.Assessment!.Sentiment.Label).ToArray(),
            bands = judged.Select(p => (int)p.Assessment!.Rumour.Band).ToArray(),
            scores = judged.Select(p => p.Assessment!.Rumour.Score).ToArray(),
            relevances = judged.Select(p => p.Assessment!.Relevance).ToArray(),
        })).ToHashSet(StringComparer.Ordinal);
        var figures = new PgFigures();
        List<Post> late = [.. judged.Where(p => changed.Contains(p.Id))];
        foreach (var post in late) figures.AddJudgement(post);
        await figures.FlushAsync(s);
        return [.. late.Select(p => p.Id)];
    }

    /// <summary>Replaces a kept post's rumour risk, and moves its share of the curve and of its story by the difference.</summary>
    public static async Task ReplaceAsync(Session s, Post post)
    {
        var (id, published, story, role, band, was) = await s.FirstAsync<(string? Id, long Published, string? StoryId, int Role, int? Band, double? Score)>(
            "SELECT id, published, story_id, role, band, score FROM posts WHERE id = @Id", new { post.Id });
        if (id is null || post.Assessment is not { } a) return;
        var now = a.Rumour.Score;
        await s.RunAsync("UPDATE posts SET assessment = @body, band = @band, score = @now WHERE id = @id", new { id, body = Json.Write(a), band = (int)a.Rumour.Band, now });
        var high = (a.Rumour.Band == RiskBand.High ? 1 : 0) - (band == (int)RiskBand.High ? 1 : 0);
        if (high != 0)
            await s.RunAsync("UPDATE post_rollups SET high_risk = high_risk + @high WHERE at = @at", new { high, at = published / StoreRules.BucketMs * StoreRules.BucketMs });
        if (story is not null && was is not null && role == (int)SourceRole.Public) await MoveStoryAsync(s, story, was.Value, now);
    }

    /// <summary>A highest risk that sinks is looked for anew among the posts still kept.</summary>
    private static Task<int> MoveStoryAsync(Session s, string story, double was, double now) => s.RunAsync("""
        UPDATE stories SET risk_sum = risk_sum + @now - @was,
            max_risk = CASE WHEN @now >= max_risk THEN @now WHEN @was < max_risk THEN max_risk
                ELSE (SELECT coalesce(max(score), 0.0) FROM posts WHERE story_id = @story AND role = 0) END
        WHERE id = @story
        """, new { story, was, now });
}
