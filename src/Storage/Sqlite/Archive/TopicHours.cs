using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;

namespace Monitor.Storage.Sqlite.Archive;

/// <summary>Hourly counts per topic and mood, gathered over a batch and written once; <see cref="HourTally"/> says what counts.</summary>
internal sealed class TopicHours(SqliteConnection connection, SqliteTransaction transaction) : IDisposable
{
    private const string HourText = "3600000";

    /// <summary>Takes the share of posts that are about to be deleted out of the counts; <c>{0}</c> is what picks them.</summary>
    public const string Shrink = $$"""
        UPDATE topic_rollups SET posts = posts - old.n
        FROM (SELECT first_seen / {{HourText}} * {{HourText}} AS hour, iif(relevance >= 0.5, posts.topic, 'off_topic') AS name, posts.sentiment AS mood, count(*) AS n
            FROM posts WHERE {0} AND role = 0 AND backfill = 0 AND posts.topic IS NOT NULL AND posts.sentiment IS NOT NULL GROUP BY 1, 2, 3) AS old
        WHERE at = old.hour AND topic = old.name AND sentiment = old.mood
        """;

    private readonly Dictionary<(long Hour, string Topic, SentimentLabel Mood), int> _counts = [];

    private readonly Statement _add = new(connection, transaction, """
        INSERT INTO topic_rollups VALUES ($1, $2, $3, $4) ON CONFLICT (at, topic, sentiment) DO UPDATE SET posts = posts + $4
        """);

    public void Add(Post post)
    {
        if (HourTally.TopicOf(post) is not { } topic) return;
        var key = (HourTally.HourOf(post.FirstSeen).Ms(), topic, post.Assessment!.Sentiment.Label);
        _counts[key] = _counts.GetValueOrDefault(key) + 1;
    }

    public void Flush()
    {
        foreach (var (key, count) in _counts) _add.Run(key.Hour, key.Topic, (int)key.Mood, count);
        _counts.Clear();
    }

    public void Dispose() => _add.Dispose();

    public static IReadOnlyList<HourCount> Read(SqliteConnection connection, DateTimeOffset from, DateTimeOffset until) =>
        [.. connection.Query<(long At, string Topic, long Mood, long Posts)>(
            "SELECT at, topic, sentiment, posts FROM topic_rollups WHERE at >= @from AND at < @until ORDER BY at, topic, sentiment",
            new { from = from.Ms(), until = until.Ms() })
            .Select(r => new HourCount(Instants.At(r.At), r.Topic, (SentimentLabel)r.Mood, (int)r.Posts))];
}
