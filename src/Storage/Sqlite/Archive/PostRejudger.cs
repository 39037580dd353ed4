using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Sources;

namespace Monitor.Storage.Sqlite.Archive;

/// <summary>Replaces a kept post's rumour risk, and moves its share of the curve and of its story by the difference.</summary>
internal static class PostRejudger
{
    public static void Write(SqliteConnection c, SqliteTransaction t, Post post)
    {
        var known = c.QuerySingleOrDefault<Known>("SELECT published, story_id AS StoryId, role, band, score FROM posts WHERE id = @Id", new { post.Id }, t);
        if (known is null || post.Assessment is not { } a) return;

        c.Execute(
            "UPDATE posts SET assessment = @body, band = @band, score = @Score WHERE id = @Id",
            new { post.Id, body = Json.Write(a), band = (int)a.Rumour.Band, a.Rumour.Score }, t);
        var high = (a.Rumour.Band == RiskBand.High ? 1 : 0) - (known.Band == (long)RiskBand.High ? 1 : 0);
        if (high != 0)
            c.Execute("UPDATE post_rollups SET high_risk = high_risk + @high WHERE at = @at", new { high, at = known.Published / StoreRules.BucketMs * StoreRules.BucketMs }, t);
        if (known is { StoryId: { } story, Score: { } was } && known.Role == (long)SourceRole.Public) MoveStory(c, t, story, was, a.Rumour.Score);
    }

    /// <summary>A highest risk that sinks is looked for anew among the posts still kept.</summary>
    private static void MoveStory(SqliteConnection c, SqliteTransaction t, string story, double was, double now) => c.Execute("""
        UPDATE stories SET risk_sum = risk_sum + @now - @was,
            max_risk = CASE WHEN @now >= max_risk THEN @now WHEN @was < max_risk THEN max_risk
                ELSE (SELECT coalesce(max(score), 0.0) FROM posts WHERE story_id = @story AND role = 0) END
        WHERE id = @story
        """, new { story, was, now }, t);

    private sealed class Known
    {
        public long Published { get; init; }

        public string? StoryId { get; init; }

        public long Role { get; init; }

        public long? Band { get; init; }

        public double? Score { get; init; }
    }
}
