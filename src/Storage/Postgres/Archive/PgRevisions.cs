using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Monitor.Core.Text;
using Monitor.Storage.Words;

namespace Monitor.Storage.Postgres.Archive;

/// <summary>Posts that say something else now, and those their source no longer shows; the rules are those of SQLite's PostReviser.</summary>
internal static class PgRevisions
{
    public static async Task WriteAsync(Session s, Post edited, DateTimeOffset at)
    {
        var now = edited with { Title = edited.Title is { } title ? PgText.Clean(title) : null, Text = PgText.Clean(edited.Text) };
        if ((await PgPosts.ReadAsync(s, "WHERE id = @Id", new { now.Id })).FirstOrDefault() is not { } old || (old.Title == now.Title && old.Text == now.Text)) return;
        await RememberAsync(s, old, at);
        var a = now.Assessment;
        await s.RunAsync("""
            UPDATE posts SET title = @Title, text = @Text, edited = @at, assessment = @body, topic = @topic, sentiment = @mood, band = @band, score = @score, relevance = @relevance,
                folded = @folded, grams = array_to_tsvector(string_to_array(@terms, ' '))
            WHERE id = @Id
            """, new
        {
            now.Id,
            now.Title,
            now.Text,
            at = at.Ms(),
            body = a is null ? null : Json.Write(a),
            topic = PgPosts.Topic(a),
            mood = (int?)a?.Sentiment.Label,
            band = (int?)a?.Rumour.Band,
            score = a?.Rumour.Score,
            relevance = a?.Relevance,
            folded = PgPosts.Folded(now.Title, now.Text),
            terms = PgPosts.Terms(now.Title, now.Text),
        });
        now = old with { Title = now.Title, Text = now.Text, Assessment = a };
        await MoveCurveAsync(s, old, now);
        await MoveHourAsync(s, old, now);
        if (old.StoryId is { } story) await MoveStoryAsync(s, story, old, now);
    }

    public static Task<int> MarkAsync(Session s, IReadOnlyCollection<string> ids, DateTimeOffset? since) => s.RunAsync(
        since is null ? "UPDATE posts SET gone = NULL WHERE id = ANY(@ids)" : "UPDATE posts SET gone = coalesce(gone, @at) WHERE id = ANY(@ids)", new { ids = ids.ToArray(), at = since?.Ms() ?? 0 });

    public static async Task<IReadOnlyList<PostRevision>> OfAsync(Session s, string postId) =>
        [.. (await s.ReadAsync<(long Until, string? Title, string Text)>("SELECT until, title, text FROM post_revisions WHERE post_id = @postId ORDER BY until DESC", new { postId }))
            .Select(r => new PostRevision(postId, Instants.At(r.Until), r.Title, r.Text))];

    private static async Task RememberAsync(Session s, Post old, DateTimeOffset at)
    {
        await s.RunAsync("INSERT INTO post_revisions (post_id, until, title, text) VALUES (@Id, @at, @Title, @Text) ON CONFLICT DO NOTHING", new { old.Id, at = at.Ms(), old.Title, old.Text });
        await s.RunAsync("""
            DELETE FROM post_revisions WHERE post_id = @Id AND until > (SELECT min(until) FROM post_revisions WHERE post_id = @Id)
                AND until NOT IN (SELECT until FROM post_revisions WHERE post_id = @Id ORDER BY until DESC LIMIT @latest)
            """, new { old.Id, latest = PostRevision.Most - 1 });
    }

    private static Task<int> MoveCurveAsync(Session s, Post old, Post now) => s.RunAsync(
        "UPDATE post_rollups SET negative = negative + @negative, neutral = neutral + @neutral, positive = positive + @positive, high_risk = high_risk + @high WHERE at = @at", new
        {
            negative = Mood(now, SentimentLabel.Negative) - Mood(old, SentimentLabel.Negative),
            neutral = Mood(now, SentimentLabel.Neutral) - Mood(old, SentimentLabel.Neutral),
            positive = Mood(now, SentimentLabel.Positive) - Mood(old, SentimentLabel.Positive),
            high = High(now) - High(old),
            at = old.Published.Ms() / StoreRules.BucketMs * StoreRules.BucketMs,
        });

    private static async Task MoveHourAsync(Session s, Post old, Post now)
    {
        if (HourTally.TopicOf(old) is { } was)
        {
            await s.RunAsync("UPDATE topic_rollups SET posts = posts - 1 WHERE at = @at AND topic = @was AND sentiment = @mood",
                new { at = HourTally.HourOf(old.FirstSeen).Ms(), was, mood = (int)old.Assessment!.Sentiment.Label });
            await s.RunAsync("DELETE FROM topic_rollups WHERE posts <= 0");
        }

        if (HourTally.TopicOf(now) is { } topic)
            await s.RunAsync("""
                INSERT INTO topic_rollups (at, topic, sentiment, posts) VALUES (@at, @topic, @mood, 1) ON CONFLICT (at, topic, sentiment) DO UPDATE SET posts = topic_rollups.posts + 1
                """, new { at = HourTally.HourOf(now.FirstSeen).Ms(), topic, mood = (int)now.Assessment!.Sentiment.Label });
    }

    private static async Task MoveStoryAsync(Session s, string story, Post old, Post now)
    {
        if (PgPosts.Topic(old.Assessment) is { } was) await s.RunAsync("UPDATE story_members SET n = n - 1 WHERE story_id = @story AND kind = 't' AND value = @was", new { story, was });
        if (PgPosts.Topic(now.Assessment) is { } topic)
            await s.RunAsync("""
                INSERT INTO story_members (story_id, kind, value, n) VALUES (@story, 't', @topic, 1) ON CONFLICT (story_id, kind, value) DO UPDATE SET n = story_members.n + 1
                """, new { story, topic });
        await s.RunAsync("DELETE FROM story_members WHERE story_id = @story AND kind = 't' AND n <= 0", new { story });
        var (before, after) = (Risk(old), Risk(now));
        await s.RunAsync("""
            UPDATE stories SET risk_sum = risk_sum + @by, risk_count = risk_count + @count, text = CASE WHEN text = @shown THEN @shows ELSE text END,
                max_risk = CASE WHEN @after >= max_risk THEN @after WHEN @before < max_risk THEN max_risk
                    ELSE (SELECT coalesce(max(score), 0.0) FROM posts WHERE story_id = @story AND role = 0) END
            WHERE id = @story
            """, new
        {
            story,
            by = (after ?? 0) - (before ?? 0),
            count = (after is null ? 0 : 1) - (before is null ? 0 : 1),
            shown = PgText.Clean(old.FullText.CutTo(StoreRules.StoryText)),
            shows = PgText.Clean(now.FullText.CutTo(StoreRules.StoryText)),
            after = after ?? 0,
            before = before ?? 0,
        });
    }

    private static double? Risk(Post post) => post.Role == SourceRole.Public ? post.Assessment?.Rumour.Score : null;

    private static int Mood(Post post, SentimentLabel label) => post.Assessment?.Sentiment.Label == label ? 1 : 0;

    private static int High(Post post) => post.Assessment?.Rumour.Band == RiskBand.High ? 1 : 0;
}
