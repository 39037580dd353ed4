using Dapper;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Core.Sources;
using Monitor.Core.Text;

namespace Monitor.Storage.Sqlite.Archive;

/// <inheritdoc cref="IArchive"/>
internal sealed partial class SqliteArchive(Database database) : IArchive
{
    public Task<IReadOnlyList<string>> IngestAsync(IngestBatch batch, CancellationToken ct) => database.WriteAsync<IReadOnlyList<string>>((c, t) =>
    {
        var fresh = new List<string>();
        using var writer = new PostWriter(c, t);
        foreach (var post in batch.Posts)
        {
            if (writer.Write(post)) fresh.Add(post.Id);
        }

        writer.Flush();
        foreach (var post in batch.Edited) PostReviser.Write(c, t, post, batch.Run.At);
        PostReviser.Gone(c, t, batch.Gone, batch.Run.At);
        StoryMerger.Apply(c, t, batch.Merges);
        FactRows.Write(c, t, batch.Facts, batch.Rebuttals);
        SourceRows.Record(c, t, batch.Run, fresh.Count, batch.Cursor);
        if (batch.Receipt is { } receipt) ReceiptRows.Write(c, t, receipt, batch.Run.At);
        return fresh;
    }, ct);

    public Task<IReadOnlySet<string>> KnownAsync(IReadOnlyCollection<string> ids, CancellationToken ct) => database.ReadAsync<IReadOnlySet<string>>(
        c => c.Query<string>("SELECT id FROM posts WHERE id IN (SELECT value FROM json_each(@ids))", new { ids = Json.Write(ids) })
            .ToHashSet(StringComparer.Ordinal), ct);

    public Task<string?> CursorAsync(string sourceId, CancellationToken ct) => database.ReadAsync(
        c => c.QuerySingleOrDefault<string?>("SELECT cursor FROM sources WHERE source_id = @sourceId", new { sourceId }), ct);

    public Task SaveProbeAsync(ProbeResult result, CancellationToken ct) => SaveProbesAsync([result], ct);

    public Task SaveProbesAsync(IReadOnlyList<ProbeResult> results, CancellationToken ct) => database.WriteAsync((c, t) => ProbeRows.Save(c, t, results), ct);

    public Task<Post?> PostAsync(string id, CancellationToken ct) => database.ReadAsync(c =>
    {
        using var command = c.CreateCommand();
        command.CommandText = $"SELECT {PostRow.Columns} FROM posts WHERE id = $id";
        command.Parameters.AddWithValue("$id", id);
        return PostRow.ReadAll(command).FirstOrDefault();
    }, ct);

    public Task<IReadOnlyList<Post>> SearchAsync(PostQuery query, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Post>>(c => PostSearch.Run(c, query), ct);

    public Task<IReadOnlyList<Post>> PostsSeenAsync(DateTimeOffset from, DateTimeOffset until, int limit, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Post>>(c =>
        {
            using var command = c.CreateCommand();
            command.CommandText = $"SELECT {PostRow.Columns} FROM posts WHERE first_seen >= $from AND first_seen < $until ORDER BY first_seen, seq LIMIT $limit";
            command.Parameters.AddWithValue("$from", from.Ms());
            command.Parameters.AddWithValue("$until", until.Ms());
            command.Parameters.AddWithValue("$limit", limit);
            return PostRow.ReadAll(command);
        }, ct);

    public Task<Story?> StoryAsync(string id, CancellationToken ct) => database.ReadAsync(c => StoryReader.One(c, id), ct);

    public Task<IReadOnlyList<StoryMerge>> MergesAsync(DateTimeOffset since, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<StoryMerge>>(c => StoryMerger.Since(c, since), ct);

    public Task DescribeStoryAsync(string id, string text, CancellationToken ct) => database.WriteAsync((c, t) =>
    {
        using var statement = new Statement(c, t, "UPDATE stories SET text = $2 WHERE id = $1");
        statement.Run(id, text.CutTo(StoreRules.StoryText));
    }, ct);

    public Task<IReadOnlyList<Story>> StoriesAsync(DateTimeOffset since, int limit, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Story>>(c => StoryReader.Since(c, since, limit), ct);

    public Task<IReadOnlyList<PostBucket>> PostCurveAsync(DateTimeOffset from, DateTimeOffset until, TimeSpan bucket, CancellationToken ct)
    {
        var width = (long)bucket.TotalMilliseconds;
        if (width <= 0 || width % StoreRules.BucketMs != 0)
            throw new ArgumentOutOfRangeException(nameof(bucket), bucket, "A curve's bucket is five minutes or a multiple of them.");
        return database.ReadAsync<IReadOnlyList<PostBucket>>(c =>
            [.. c.Query<(long At, long Posts, long Negative, long Neutral, long Positive, long High)>("""
                SELECT at / @width * @width, sum(posts), sum(negative), sum(neutral), sum(positive), sum(high_risk)
                FROM post_rollups WHERE at >= @from AND at < @until GROUP BY 1 ORDER BY 1
                """, new { width, from = from.Ms() / StoreRules.BucketMs * StoreRules.BucketMs, until = until.Ms() })
                .Select(r => new PostBucket(Instants.At(r.At), (int)r.Posts, (int)r.Negative, (int)r.Neutral, (int)r.Positive, (int)r.High))], ct);
    }

    public Task<IReadOnlyList<HourCount>> TopicHoursAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<HourCount>>(c => TopicHours.Read(c, from, until), ct);

    public Task<IReadOnlyList<ProbeResult>> ProbesAsync(string targetId, DateTimeOffset since, int limit, CancellationToken ct) =>
        database.ReadAsync(c => ProbeRows.Latest(c, targetId, since, limit), ct);

    public Task<IReadOnlyList<ProbeBucket>> ProbeCurveAsync(string? targetId, DateTimeOffset from, DateTimeOffset until, TimeSpan bucket, CancellationToken ct)
    {
        var width = ProbeCurveRow.WidthOf(bucket);
        return database.ReadAsync(c => ProbeRows.Curve(c, targetId, from, until, width), ct);
    }

    public Task<IReadOnlyList<SourceStatus>> SourcesAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<SourceStatus>>(SourceRows.All, ct);

    public Task<IReadOnlyList<Post>> UnassessedAsync(int limit, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Post>>(c => LateJudge.Waiting(c, limit), ct);

    public Task<IReadOnlyList<string>> AssessAsync(IReadOnlyList<Post> posts, CancellationToken ct) => database.WriteAsync<IReadOnlyList<string>>((c, t) =>
    {
        using var judge = new LateJudge(c, t);
        List<string> changed = [.. posts.Where(judge.Write).Select(p => p.Id)];
        judge.Flush();
        return changed;
    }, ct);

    public Task SaveOfficialAsync(IReadOnlyList<OfficialFact> facts, IReadOnlyList<OfficialRebuttal> rebuttals, CancellationToken ct) =>
        database.WriteAsync((c, t) => FactRows.Write(c, t, facts, rebuttals), ct);

    public Task<IReadOnlyList<OfficialFact>> FactsAsync(DateTimeOffset since, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<OfficialFact>>(c => FactRows.Facts(c, since), ct);

    public Task<IReadOnlyList<OfficialRebuttal>> RebuttalsAsync(DateTimeOffset since, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<OfficialRebuttal>>(c => FactRows.Rebuttals(c, since), ct);

    public Task RejudgeAsync(IReadOnlyList<Post> posts, CancellationToken ct) => database.WriteAsync((c, t) =>
    {
        foreach (var post in posts) PostRejudger.Write(c, t, post);
    }, ct);

    public Task<int> PruneFactsAsync(DateTimeOffset before, CancellationToken ct) => database.WriteAsync((c, t) => FactRows.Prune(c, t, before), ct);

    public Task<int> PruneAsync(DateTimeOffset postsBefore, DateTimeOffset probesBefore, CancellationToken ct) =>
        database.WriteAsync((c, t) => Retention.Prune(c, t, postsBefore, probesBefore), ct);

    public Task<int> PruneProbeCurveAsync(DateTimeOffset before, CancellationToken ct) => database.WriteAsync((c, t) => ProbeRows.PruneCurve(c, t, before), ct);
}
