using Microsoft.Data.Sqlite;
using Monitor.Core.Posts;
using Monitor.Storage.Words;

namespace Monitor.Storage.Sqlite.Archive;

/// <summary>Inserts new posts with their index entries, story figures and roll-ups; known ones only get their newest counts.</summary>
internal sealed class PostWriter : IDisposable
{
    private readonly Statement _insert;
    private readonly Statement _touch;
    private readonly Statement _index;
    private readonly Statement _merged;
    private readonly StoryWriter _stories;
    private readonly RollupWriter _rollups;
    private readonly TopicHours _hours;

    public PostWriter(SqliteConnection connection, SqliteTransaction transaction)
    {
        _insert = new Statement(connection, transaction, $"""
            INSERT INTO posts ({PostRow.First}, topic, sentiment, band, score, relevance)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
            ON CONFLICT (id) DO NOTHING RETURNING seq
            """);
        _touch = new Statement(connection, transaction, """
            UPDATE posts SET rank = coalesce($2, rank), heat = coalesce($3, heat), replies = coalesce($4, replies),
                last_seen = max(coalesce(last_seen, first_seen), $5) WHERE id = $1
            """);
        _index = new Statement(connection, transaction, "INSERT INTO posts_fts (rowid, grams) VALUES ($1, $2)");
        _merged = new Statement(connection, transaction, "SELECT into_id FROM story_merges WHERE from_id = $1");
        _stories = new StoryWriter(connection, transaction);
        _rollups = new RollupWriter(connection, transaction);
        _hours = new TopicHours(connection, transaction);
    }

    /// <summary>True when the post was new.</summary>
    public bool Write(Post post)
    {
        // Folded before its story was merged away by another source's batch.
        if (post.StoryId is { } story && _merged.Value(story) is string into) post = post with { StoryId = into };
        var a = post.Assessment;
        var seq = _insert.Value(
            post.Id, post.SourceId, post.Platform, (int)post.Role, post.Url, post.Title, post.Text, post.AuthorKey,
            post.Published.Ms(), post.FirstSeen.Ms(), post.Rank, post.Heat, post.Replies, post.StoryId, post.Backfill ? 1 : 0,
            a is null ? null : Json.Write(a), a is { Topics: [var topic, ..] } ? topic : null, (int?)a?.Sentiment.Label, (int?)a?.Rumour.Band, a?.Rumour.Score, a?.Relevance);
        if (seq is null)
        {
            _touch.Run(post.Id, post.Rank, post.Heat, post.Replies, post.FirstSeen.Ms());
            return false;
        }

        _index.Run(seq, Grams.Index(post.FullText));
        _stories.Add(post);
        _rollups.Add(post);
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
        _insert.Dispose();
        _touch.Dispose();
        _index.Dispose();
        _merged.Dispose();
        _stories.Dispose();
        _rollups.Dispose();
        _hours.Dispose();
    }
}
