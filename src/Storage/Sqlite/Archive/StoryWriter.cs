using Microsoft.Data.Sqlite;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Monitor.Core.Text;

namespace Monitor.Storage.Sqlite.Archive;

/// <summary>Keeps each story's figures right as its posts arrive.</summary>
internal sealed class StoryWriter(SqliteConnection connection, SqliteTransaction transaction) : IDisposable
{
    private readonly Statement _upsert = new(connection, transaction, """
        INSERT INTO stories VALUES ($1, $2, $3, $3, 1, $4, $5, $6, $7, $7, $8)
        ON CONFLICT (id) DO UPDATE SET
            first_seen = min(first_seen, $3), last_seen = max(last_seen, $3), posts = posts + 1,
            authors = authors + $4, sources = sources + $5, platforms = platforms + $6,
            max_risk = max(max_risk, $7), risk_sum = risk_sum + $7, risk_count = risk_count + $8
        """);

    private readonly Statement _member = new(connection, transaction, """
        INSERT INTO story_members VALUES ($1, $2, $3, 1)
        ON CONFLICT (story_id, kind, value) DO UPDATE SET n = n + 1 RETURNING n
        """);

    private readonly Statement _judge = new(connection, transaction,
        "UPDATE stories SET max_risk = max(max_risk, $2), risk_sum = risk_sum + $2, risk_count = risk_count + 1 WHERE id = $1");

    public void Add(Post post)
    {
        if (post.StoryId is not { } id) return;
        var author = post.AuthorKey is { } key ? IsNew(id, "a", key) : 0;
        var source = IsNew(id, "s", post.SourceId);
        var platform = IsNew(id, "p", post.Platform);
        AddTopic(id, post);
        var judged = CountsAsRisk(post);
        _upsert.Run(
            id, post.FullText.CutTo(StoreRules.StoryText), post.FirstSeen.Ms(), author, source, platform,
            judged ? post.Assessment!.Rumour.Score : 0.0, judged ? 1 : 0);
    }

    /// <summary>Of a post counted before, what its assessment adds.</summary>
    public void AddJudgement(Post post)
    {
        if (post.StoryId is not { } id) return;
        AddTopic(id, post);
        if (CountsAsRisk(post)) _judge.Run(id, post.Assessment!.Rumour.Score);
    }

    public void Dispose()
    {
        _judge.Dispose();
        _upsert.Dispose();
        _member.Dispose();
    }

    /// <summary>An official source is never part of the risk: its rebuttal repeats the rumour's words.</summary>
    private static bool CountsAsRisk(Post post) => post is { Role: SourceRole.Public, Assessment: not null };

    /// <summary>A post nobody has judged has no topic; counted as off topic it would outvote the judged ones.</summary>
    private void AddTopic(string story, Post post)
    {
        if (post.Assessment is { Topics: [var topic, ..] }) IsNew(story, "t", topic);
    }

    private int IsNew(string story, string kind, string value) => (long)_member.Value(story, kind, value)! == 1 ? 1 : 0;
}
