using Microsoft.Data.Sqlite;
using Monitor.Core.Posts;

namespace Monitor.Storage.Sqlite.Archive;

/// <summary>Gives posts that were stored unassessed their assessment, and story figures and roll-ups what it adds.</summary>
internal sealed class LateJudge : IDisposable
{
    private readonly Statement _judge;
    private readonly StoryWriter _stories;
    private readonly RollupWriter _rollups;
    private readonly TopicHours _hours;

    public LateJudge(SqliteConnection connection, SqliteTransaction transaction)
    {
        _judge = new Statement(connection, transaction, """
            UPDATE posts SET assessment = $2, topic = $3, sentiment = $4, band = $5, score = $6, relevance = $7
            WHERE id = $1 AND assessment IS NULL
            """);
        _stories = new StoryWriter(connection, transaction);
        _rollups = new RollupWriter(connection, transaction);
        _hours = new TopicHours(connection, transaction);
    }

    public static List<Post> Waiting(SqliteConnection connection, int limit)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {PostRow.Columns} FROM posts WHERE assessment IS NULL ORDER BY first_seen, seq LIMIT $limit";
        command.Parameters.AddWithValue("$limit", limit);
        return PostRow.ReadAll(command);
    }

    /// <summary>True when the post had been waiting.</summary>
    public bool Write(Post post)
    {
        if (post.Assessment is not { } a) return false;
        var waited = _judge.Run(
            post.Id, Json.Write(a), a.Topics is [var topic, ..] ? topic : null, (int)a.Sentiment.Label, (int)a.Rumour.Band, a.Rumour.Score, a.Relevance) == 1;
        if (!waited) return false;
        _stories.AddJudgement(post);
        _rollups.AddJudgement(post);
        _hours.Add(post);
        return true;
    }

    public void Flush()
    {
        _rollups.Flush();
        _hours.Flush();
    }

    public void Dispose()
    {
        _judge.Dispose();
        _stories.Dispose();
        _rollups.Dispose();
        _hours.Dispose();
    }
}
