using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Core.Sources;
using Monitor.Core.Text;

namespace Monitor.Storage.Postgres.Archive;

/// <summary>
/// Posts and probe results that replicas share. Whoever changes posts takes one lock for all replicas first: figures of stories and curves are read and
/// written by every batch, and one writer at a time, as SQLite has, needs no thought about the others. Probe results lock only their own rows.
/// </summary>
/// <inheritdoc cref="IArchive"/>
internal sealed partial class PostgresArchive(PostgresDatabase database) : IArchive
{
    public Task<IReadOnlyList<string>> IngestAsync(IngestBatch batch, CancellationToken ct) => AloneAsync<IReadOnlyList<string>>(async s =>
    {
        var distinct = batch.Posts.DistinctBy(p => p.Id).ToList();
        var known = await KnownAsync(s, [.. distinct.Select(p => p.Id)]);
        // Folded before their stories were merged away by another source's batch.
        var gone = await PgMerges.GoneAsync(s, distinct.Select(p => p.StoryId).OfType<string>());
        List<Post> fresh = [.. distinct.Where(p => !known.Contains(p.Id)).Select(p => p.StoryId is { } story && gone.TryGetValue(story, out var into) ? p with { StoryId = into } : p)];
        var figures = new PgFigures();
        foreach (var post in fresh) figures.Add(post);
        if (fresh.Count > 0) await PgPosts.AddAsync(s, fresh);
        List<Post> again = [.. batch.Posts.Except(distinct, ReferenceEqualityComparer.Instance).Cast<Post>().Concat(distinct.Where(p => known.Contains(p.Id)))];
        // Of several sightings in one batch the last counts; an update that met a row twice would take any.
        if (again.Count > 0) await PgPosts.TouchAsync(s, [.. again.GroupBy(p => p.Id).Select(g => g.Last())]);
        await figures.FlushAsync(s);
        foreach (var post in batch.Edited) await PgRevisions.WriteAsync(s, post, batch.Run.At);
        if (batch.Gone.Count > 0) await PgRevisions.MarkAsync(s, batch.Gone, batch.Run.At);
        await PgMerges.ApplyAsync(s, batch.Merges);
        await PgOfficial.WriteAsync(s, batch.Facts, batch.Rebuttals);
        await PgSources.RecordAsync(s, batch.Run, fresh.Count, batch.Cursor);
        await PgSpells.RecordAsync(s, batch.Run);
        if (batch.Receipt is { } receipt) await PgSpells.KeepAsync(s, receipt, batch.Run.At);
        return [.. fresh.Select(p => p.Id)];
    }, ct);

    public Task<IReadOnlySet<string>> KnownAsync(IReadOnlyCollection<string> ids, CancellationToken ct) => database.ReadAsync<IReadOnlySet<string>>(async s => await KnownAsync(s, ids), ct);

    public Task<string?> CursorAsync(string sourceId, CancellationToken ct) => database.ReadAsync(s => PgSources.CursorAsync(s, sourceId), ct);

    public Task SaveProbeAsync(ProbeResult result, CancellationToken ct) => SaveProbesAsync([result], ct);

    public Task SaveProbesAsync(IReadOnlyList<ProbeResult> results, CancellationToken ct) => database.WriteAsync(async s =>
    {
        await PgProbes.SaveAsync(s, results);
        return 0;
    }, ct);

    public Task<Post?> PostAsync(string id, CancellationToken ct) => database.ReadAsync(async s => (await PgPosts.ReadAsync(s, "WHERE id = @id", new { id })).FirstOrDefault(), ct);

    public Task<IReadOnlyList<Post>> SearchAsync(PostQuery query, CancellationToken ct) => database.ReadAsync(s => PgSearch.RunAsync(s, query), ct);

    public Task<IReadOnlyList<Post>> PostsSeenAsync(DateTimeOffset from, DateTimeOffset until, int limit, CancellationToken ct) => database.ReadAsync(
        s => PgPosts.ReadAsync(s, "WHERE first_seen >= @from AND first_seen < @until ORDER BY first_seen, posts.seq LIMIT @limit", new { from = from.Ms(), until = until.Ms(), limit }), ct);

    public Task<Story?> StoryAsync(string id, CancellationToken ct) => database.ReadAsync(s => PgStories.OneAsync(s, id), ct);

    public Task<IReadOnlyList<StoryMerge>> MergesAsync(DateTimeOffset since, CancellationToken ct) => database.ReadAsync(s => PgMerges.SinceAsync(s, since), ct);

    public Task DescribeStoryAsync(string id, string text, CancellationToken ct) => AloneAsync(s => PgStories.DescribeAsync(s, id, text.CutTo(StoreRules.StoryText)), ct);

    public Task<IReadOnlyList<Story>> StoriesAsync(DateTimeOffset since, int limit, CancellationToken ct) => database.ReadAsync(s => PgStories.SinceAsync(s, since, limit), ct);

    public Task<IReadOnlyList<PostBucket>> PostCurveAsync(DateTimeOffset from, DateTimeOffset until, TimeSpan bucket, CancellationToken ct)
    {
        var width = (long)bucket.TotalMilliseconds;
        if (width <= 0 || width % StoreRules.BucketMs != 0) throw new ArgumentOutOfRangeException(nameof(bucket), bucket, "A curve's bucket is five minutes or a multiple of them.");
        return database.ReadAsync<IReadOnlyList<PostBucket>>(async s =>
            [.. (await s.ReadAsync<(long At, long Posts, long Negative, long Neutral, long Positive, long High)>("""
                SELECT at / @width * @width, sum(posts), sum(negative), sum(neutral), sum(positive), sum(high_risk) FROM post_rollups WHERE at >= @from AND at < @until GROUP BY 1 ORDER BY 1
                """, new { width, from = from.Ms() / StoreRules.BucketMs * StoreRules.BucketMs, until = until.Ms() }))
                .Select(r => new PostBucket(Instants.At(r.At), (int)r.Posts, (int)r.Negative, (int)r.Neutral, (int)r.Positive, (int)r.High))], ct);
    }

    public Task<IReadOnlyList<HourCount>> TopicHoursAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct) => database.ReadAsync<IReadOnlyList<HourCount>>(async s =>
        [.. (await s.ReadAsync<(long At, string Topic, int Mood, int Posts)>(
            "SELECT at, topic, sentiment, posts FROM topic_rollups WHERE at >= @from AND at < @until ORDER BY at, topic, sentiment", new { from = from.Ms(), until = until.Ms() }))
            .Select(r => new HourCount(Instants.At(r.At), r.Topic, (SentimentLabel)r.Mood, r.Posts))], ct);

    public Task<IReadOnlyList<ProbeResult>> ProbesAsync(string targetId, DateTimeOffset since, int limit, CancellationToken ct) => database.ReadAsync(s => PgProbes.LatestAsync(s, targetId, since, limit), ct);

    public Task<IReadOnlyList<ProbeBucket>> ProbeCurveAsync(string? targetId, DateTimeOffset from, DateTimeOffset until, TimeSpan bucket, CancellationToken ct)
    {
        var width = ProbeCurveRow.WidthOf(bucket);
        return database.ReadAsync(s => PgProbes.CurveAsync(s, targetId, from, until, width), ct);
    }

    public Task<IReadOnlyList<SourceStatus>> SourcesAsync(CancellationToken ct) => database.ReadAsync(PgSources.AllAsync, ct);

    public Task<IReadOnlyList<Post>> UnassessedAsync(int limit, CancellationToken ct) => database.ReadAsync(s => PgJudgements.WaitingAsync(s, limit), ct);

    public Task<IReadOnlyList<string>> AssessAsync(IReadOnlyList<Post> posts, CancellationToken ct) => AloneAsync(s => PgJudgements.AssessAsync(s, posts), ct);

    public Task SaveOfficialAsync(IReadOnlyList<OfficialFact> facts, IReadOnlyList<OfficialRebuttal> rebuttals, CancellationToken ct) => database.WriteAsync(s => PgOfficial.WriteAsync(s, facts, rebuttals), ct);

    public Task<IReadOnlyList<OfficialFact>> FactsAsync(DateTimeOffset since, CancellationToken ct) => database.ReadAsync(s => PgOfficial.FactsAsync(s, since), ct);

    public Task<IReadOnlyList<OfficialRebuttal>> RebuttalsAsync(DateTimeOffset since, CancellationToken ct) => database.ReadAsync(s => PgOfficial.RebuttalsAsync(s, since), ct);

    public Task RejudgeAsync(IReadOnlyList<Post> posts, CancellationToken ct) => AloneAsync(async s =>
    {
        foreach (var post in posts) await PgJudgements.ReplaceAsync(s, post);
        return 0;
    }, ct);

    public Task<int> PruneFactsAsync(DateTimeOffset before, CancellationToken ct) => database.WriteAsync(s => PgOfficial.PruneAsync(s, before), ct);

    public Task<int> PruneAsync(DateTimeOffset postsBefore, DateTimeOffset probesBefore, CancellationToken ct) => AloneAsync(s => PgPrune.RunAsync(s, postsBefore, probesBefore), ct);

    public Task<int> PruneProbeCurveAsync(DateTimeOffset before, CancellationToken ct) => database.WriteAsync(s => s.RunAsync("DELETE FROM probe_rollups WHERE at < @before", new { before = before.Ms() }), ct);

    private static async Task<HashSet<string>> KnownAsync(Session s, IReadOnlyCollection<string> ids) =>
        ids.Count == 0 ? [] : (await s.ReadAsync<string>("SELECT id FROM posts WHERE id = ANY(@ids)", new { ids = ids.ToArray() })).ToHashSet(StringComparer.Ordinal);

    private Task<T> AloneAsync<T>(Func<Session, Task<T>> work, CancellationToken ct) => database.WriteAsync(async s =>
    {
        await s.LockAsync("archive");
        return await work(s);
    }, ct);
}
