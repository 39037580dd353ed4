using Microsoft.Data.Sqlite;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;

namespace Monitor.Storage.Sqlite.Archive;

/// <summary>Five-minute counts by publish time, gathered over a batch and written once.</summary>
internal sealed class RollupWriter(SqliteConnection connection, SqliteTransaction transaction) : IDisposable
{
    private readonly Dictionary<long, int[]> _counts = [];

    private readonly Statement _add = new(connection, transaction, """
        INSERT INTO post_rollups VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (at) DO UPDATE SET posts = posts + $2, negative = negative + $3, neutral = neutral + $4,
            positive = positive + $5, high_risk = high_risk + $6
        """);

    public void Add(Post post)
    {
        Bucket(post)[0]++;
        AddJudgement(post);
    }

    /// <summary>Of a post counted before, what its assessment adds.</summary>
    public void AddJudgement(Post post)
    {
        if (post.Assessment is not { } a) return;
        var c = Bucket(post);
        c[1 + (int)a.Sentiment.Label]++;
        if (a.Rumour.Band == RiskBand.High) c[4]++;
    }

    public void Flush()
    {
        foreach (var (at, c) in _counts) _add.Run(at, c[0], c[1], c[2], c[3], c[4]);
        _counts.Clear();
    }

    public void Dispose() => _add.Dispose();

    private int[] Bucket(Post post)
    {
        var at = post.Published.Ms() / StoreRules.BucketMs * StoreRules.BucketMs;
        return _counts.TryGetValue(at, out var c) ? c : _counts[at] = new int[5];
    }
}
