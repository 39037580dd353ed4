using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Monitor.Core.Text;
using Monitor.Storage.Words;

namespace Monitor.Storage.Sqlite.Archive;

/// <summary>Gives a kept post its newer text and judgement, keeps the old text, and moves its share of every figure by the difference.</summary>
internal static class PostReviser
{
    public static void Write(SqliteConnection c, SqliteTransaction t, Post post, DateTimeOffset at)
    {
        if (Kept(c, t, post.Id) is not { } old || (old.Title == post.Title && old.Text == post.Text)) return;
        Remember(c, t, old, at);
        var a = post.Assessment;
        c.Execute("""
            UPDATE posts SET title = @Title, text = @Text, edited = @at, assessment = @body, topic = @topic, sentiment = @mood, band = @band, score = @score, relevance = @relevance
            WHERE id = @Id
            """,
            new
            {
                post.Id,
                post.Title,
                post.Text,
                at = at.Ms(),
                body = a is null ? null : Json.Write(a),
                topic = a is { Topics: [var topic, ..] } ? topic : null,
                mood = (int?)a?.Sentiment.Label,
                band = (int?)a?.Rumour.Band,
                score = a?.Rumour.Score,
                relevance = a?.Relevance,
            }, t);
        c.Execute("DELETE FROM posts_fts WHERE rowid = (SELECT seq FROM posts WHERE id = @Id)", new { post.Id }, t);
        c.Execute("INSERT INTO posts_fts (rowid, grams) SELECT seq, @grams FROM posts WHERE id = @Id", new { post.Id, grams = Grams.Index(post.FullText) }, t);
        var now = old with { Title = post.Title, Text = post.Text, Assessment = a };
        MoveCurve(c, t, old, now);
        MoveHour(c, t, old, now);
        if (old.StoryId is { } story) MoveStory(c, t, story, old, now);
    }

    public static void Gone(SqliteConnection c, SqliteTransaction t, IReadOnlyCollection<string> ids, DateTimeOffset? since)
    {
        using var mark = new Statement(c, t, since is null ? "UPDATE posts SET gone = NULL WHERE id = $1" : "UPDATE posts SET gone = coalesce(gone, $2) WHERE id = $1");
        foreach (var id in ids)
        {
            if (since is { } at) mark.Run(id, at.Ms());
            else mark.Run(id);
        }
    }

    public static List<PostRevision> Revisions(SqliteConnection c, string postId) =>
        [.. c.Query<(long Until, string? Title, string Text)>("SELECT until, title, text FROM post_revisions WHERE post_id = @postId ORDER BY until DESC", new { postId })
            .Select(r => new PostRevision(postId, Instants.At(r.Until), r.Title, r.Text))];

    private static Post? Kept(SqliteConnection c, SqliteTransaction t, string id)
    {
        using var command = c.CreateCommand();
        command.Transaction = t;
        command.CommandText = $"SELECT {PostRow.Columns} FROM posts WHERE id = $id";
        command.Parameters.AddWithValue("$id", id);
        return PostRow.ReadAll(command).FirstOrDefault();
    }

    private static void Remember(SqliteConnection c, SqliteTransaction t, Post old, DateTimeOffset at)
    {
        c.Execute("INSERT INTO post_revisions VALUES (@Id, @at, @Title, @Text) ON CONFLICT DO NOTHING", new { old.Id, at = at.Ms(), old.Title, old.Text }, t);
        c.Execute("""
            DELETE FROM post_revisions WHERE post_id = @Id AND until > (SELECT min(until) FROM post_revisions WHERE post_id = @Id)
                AND until NOT IN (SELECT until FROM post_revisions WHERE post_id = @Id ORDER BY until DESC LIMIT @latest)
            """, new { old.Id, latest = PostRevision.Most - 1 }, t);
    }

    private static void MoveCurve(SqliteConnection c, SqliteTransaction t, Post old, Post now) => c.Execute(
        "UPDATE post_rollups SET negative = negative + @negative, neutral = neutral + @neutral, positive = positive + @positive, high_risk = high_risk + @high WHERE at = @at",
        new
        {
            negative = Mood(now, SentimentLabel.Negative) - Mood(old, SentimentLabel.Negative),
            neutral = Mood(now, SentimentLabel.Neutral) - Mood(old, SentimentLabel.Neutral),
            positive = Mood(now, SentimentLabel.Positive) - Mood(old, SentimentLabel.Positive),
            high = High(now) - High(old),
            at = old.Published.Ms() / StoreRules.BucketMs * StoreRules.BucketMs,
        }, t);

    private static void MoveHour(SqliteConnection c, SqliteTransaction t, Post old, Post now)
    {
        if (HourTally.TopicOf(old) is { } topic)
        {
            c.Execute("UPDATE topic_rollups SET posts = posts - 1 WHERE at = @at AND topic = @topic AND sentiment = @mood",
                new { at = HourTally.HourOf(old.FirstSeen).Ms(), topic, mood = (int)old.Assessment!.Sentiment.Label }, t);
            c.Execute("DELETE FROM topic_rollups WHERE posts <= 0", transaction: t);
        }

        using var hours = new TopicHours(c, t);
        hours.Add(now);
        hours.Flush();
    }

    private static void MoveStory(SqliteConnection c, SqliteTransaction t, string story, Post old, Post now)
    {
        if (Topic(old) is { } was) c.Execute("UPDATE story_members SET n = n - 1 WHERE story_id = @story AND kind = 't' AND value = @was", new { story, was }, t);
        if (Topic(now) is { } topic)
            c.Execute("INSERT INTO story_members VALUES (@story, 't', @topic, 1) ON CONFLICT (story_id, kind, value) DO UPDATE SET n = n + 1", new { story, topic }, t);
        c.Execute("DELETE FROM story_members WHERE story_id = @story AND kind = 't' AND n <= 0", new { story }, t);
        var (before, after) = (Risk(old), Risk(now));
        c.Execute("""
            UPDATE stories SET risk_sum = risk_sum + @by, risk_count = risk_count + @count, text = CASE WHEN text = @shown THEN @shows ELSE text END,
                max_risk = CASE WHEN @after >= max_risk THEN @after WHEN @before < max_risk THEN max_risk
                    ELSE (SELECT coalesce(max(score), 0.0) FROM posts WHERE story_id = @story AND role = 0) END
            WHERE id = @story
            """,
            new
            {
                story,
                by = (after ?? 0) - (before ?? 0),
                count = (after is null ? 0 : 1) - (before is null ? 0 : 1),
                shown = old.FullText.CutTo(StoreRules.StoryText),
                shows = now.FullText.CutTo(StoreRules.StoryText),
                after = after ?? 0,
                before = before ?? 0,
            }, t);
    }

    private static string? Topic(Post post) => post.Assessment is { Topics: [var topic, ..] } ? topic : null;

    private static double? Risk(Post post) => post.Role == SourceRole.Public ? post.Assessment?.Rumour.Score : null;

    private static int Mood(Post post, SentimentLabel label) => post.Assessment?.Sentiment.Label == label ? 1 : 0;

    private static int High(Post post) => post.Assessment?.Rumour.Band == RiskBand.High ? 1 : 0;
}
