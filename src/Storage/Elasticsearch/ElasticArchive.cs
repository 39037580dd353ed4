using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Core.Sources;
using Monitor.Storage.Elasticsearch.Layout;
using Monitor.Storage.Elasticsearch.Reading;
using Monitor.Storage.Elasticsearch.Spool;

namespace Monitor.Storage.Elasticsearch;

/// <summary>
/// Everything is written to the desk, in its transactions, and goes on to Elasticsearch from there. One rule for reading: since the floor the
/// desk answers, before it Elasticsearch. While Elasticsearch is away the last days are whole, and what needs the past says so or goes without.
/// </summary>
internal sealed class ElasticArchive(IDesk desk, Library far, Sender sender, ArchiveConfig config, TimeProvider time, ILogger log, Func<DateTimeOffset>? floor = null) : IArchive
{
    private static readonly TimeSpan Bucket = TimeSpan.FromMilliseconds(StoreRules.BucketMs);

    private readonly FarPosts _answers = new(time);

    /// <summary>When a read last went without its older part; null when none did since Elasticsearch answered again.</summary>
    public DateTimeOffset? ShortSince { get; private set; }

    private DateTimeOffset Floor => floor?.Invoke() ?? desk.Floor;

    public async Task<IReadOnlyList<string>> IngestAsync(IngestBatch batch, CancellationToken ct)
    {
        if (sender.State is { AwaySince: not null, Waiting: var waiting } && waiting >= config.SpoolLimit && batch.Posts.Count > 0)
            throw new StoreException($"Elasticsearch is away and {waiting} changes wait for it (storage.archive.spoolLimit): nothing more is read until it is back. {sender.State.Trouble}");
        var strangers = await OnlyFarAsync([.. batch.Posts.Select(p => p.Id).Distinct(StringComparer.Ordinal)], ct);
        var fresh = await desk.Near.IngestAsync(strangers.Count == 0 ? batch : batch with { Posts = [.. batch.Posts.Where(p => !strangers.ContainsKey(p.Id))] }, ct);
        if (strangers.Count > 0) await desk.TouchAsync([.. batch.Posts.Where(p => strangers.ContainsKey(p.Id)).Select(p => (p.Id, Touch(p, strangers[p.Id])))], ct);
        return fresh;
    }

    public async Task<IReadOnlySet<string>> KnownAsync(IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        var known = await desk.Near.KnownAsync(ids, ct);
        return Floor == DateTimeOffset.MinValue || known.Count == ids.Count ? known : known.Concat((await OnlyFarAsync(ids, ct)).Keys).ToHashSet(StringComparer.Ordinal);
    }

    public Task<string?> CursorAsync(string sourceId, CancellationToken ct) => desk.Near.CursorAsync(sourceId, ct);

    public Task SaveProbeAsync(ProbeResult result, CancellationToken ct) => desk.Near.SaveProbeAsync(result, ct);

    public Task SaveProbesAsync(IReadOnlyList<ProbeResult> results, CancellationToken ct) => desk.Near.SaveProbesAsync(results, ct);

    /// <summary>The desk keeps it for good: it is small, changes with each result, and must not need Elasticsearch to say how available a target was.</summary>
    public Task<IReadOnlyList<ProbeBucket>> ProbeCurveAsync(string? targetId, DateTimeOffset from, DateTimeOffset until, TimeSpan bucket, CancellationToken ct) =>
        desk.Near.ProbeCurveAsync(targetId, from, until, bucket, ct);

    public async Task<Post?> PostAsync(string id, CancellationToken ct)
    {
        var post = Floor == DateTimeOffset.MaxValue ? null : await desk.Near.PostAsync(id, ct);
        if (post is not null || Floor == DateTimeOffset.MinValue) return post;
        return await FarOrNothingAsync(async () => (await far.PostAsync(id, ct)) is { } kept ? Placed(kept, await MergesAsync(DateTimeOffset.MinValue, ct)) : null, null);
    }

    public async Task<IReadOnlyList<Post>> SearchAsync(PostQuery query, CancellationToken ct)
    {
        var (limit, offset) = (Math.Clamp(query.Limit, 0, StoreRules.MostRows), Math.Max(0, query.Offset));
        var split = Floor;
        if (split == DateTimeOffset.MinValue || query.From >= split) return await desk.Near.SearchAsync(query, ct);
        var recent = query with { From = split };
        var page = split == DateTimeOffset.MaxValue || query.Until <= split ? [] : await desk.Near.SearchAsync(recent, ct);
        if (page.Count == limit) return page;
        var skipped = offset == 0 || split == DateTimeOffset.MaxValue || query.Until <= split ? 0 : Math.Min(offset, await desk.CountAsync(recent, ct));
        var older = query with { Until = query.Until < split ? query.Until : split == DateTimeOffset.MaxValue ? query.Until : split };
        var rest = await FarOrNothingAsync(async () =>
        {
            var merges = await MergesAsync(DateTimeOffset.MinValue, ct);
            return (await far.SearchAsync(older, Stories(query.StoryId, merges), limit - page.Count, offset - skipped, ct)).ConvertAll(p => Placed(p, merges));
        }, []);
        return [.. page, .. rest];
    }

    public async Task<IReadOnlyList<Post>> PostsSeenAsync(DateTimeOffset from, DateTimeOffset until, int limit, CancellationToken ct)
    {
        // Looked at once: it may rise meanwhile.
        var split = Floor;
        if (from >= split) return await desk.Near.PostsSeenAsync(from, until, limit, ct);
        // Whoever asks for so much means all of it: half a week must not pass for a week.
        var merges = await MergesAsync(DateTimeOffset.MinValue, ct);
        var old = (await FarAsync(() => far.SeenAsync(from, Min(until, split), limit, ct))).ConvertAll(p => Placed(p, merges));
        return old.Count >= limit || until <= split ? old : [.. old, .. await desk.Near.PostsSeenAsync(split, until, limit - old.Count, ct)];
    }

    public Task<Story?> StoryAsync(string id, CancellationToken ct) => desk.Near.StoryAsync(id, ct);

    public Task<IReadOnlyList<StoryMerge>> MergesAsync(DateTimeOffset since, CancellationToken ct) =>
        desk.Near.MergesAsync(since < DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : since, ct);

    public Task DescribeStoryAsync(string id, string text, CancellationToken ct) => desk.Near.DescribeStoryAsync(id, text, ct);

    public Task<IReadOnlyList<Story>> StoriesAsync(DateTimeOffset since, int limit, CancellationToken ct) => desk.Near.StoriesAsync(since, limit, ct);

    public async Task<IReadOnlyList<PostBucket>> PostCurveAsync(DateTimeOffset from, DateTimeOffset until, TimeSpan bucket, CancellationToken ct)
    {
        var split = Up(Floor, bucket > Bucket ? bucket : Bucket);
        // The desk also refuses a bucket that is none.
        if (from >= split || bucket <= TimeSpan.Zero || bucket.Ticks % Bucket.Ticks != 0) return await desk.Near.PostCurveAsync(from, until, bucket, ct);
        var old = await FarOrNothingAsync(() => far.CurveAsync(Down(from, Bucket), Min(Up(until, Bucket), split), bucket, ct), []);
        return until <= split ? old : [.. old, .. await desk.Near.PostCurveAsync(split, until, bucket, ct)];
    }

    public async Task<IReadOnlyList<HourCount>> TopicHoursAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        var (hour, split) = (TimeSpan.FromHours(1), Up(Floor, TimeSpan.FromHours(1)));
        if (from >= split) return await desk.Near.TopicHoursAsync(from, until, ct);
        var old = await FarOrNothingAsync(() => far.HoursAsync(Up(from, hour), Min(Up(until, hour), split), ct), []);
        var sorted = old.OrderBy(h => h.At).ThenBy(h => h.Topic, StringComparer.Ordinal).ThenBy(h => h.Sentiment).ToList();
        return until <= split ? sorted : [.. sorted, .. await desk.Near.TopicHoursAsync(split, until, ct)];
    }

    public async Task<IReadOnlyList<ProbeResult>> ProbesAsync(string targetId, DateTimeOffset since, int limit, CancellationToken ct)
    {
        var split = Floor;
        if (since >= split) return await desk.Near.ProbesAsync(targetId, since, limit, ct);
        var page = split == DateTimeOffset.MaxValue ? [] : await desk.Near.ProbesAsync(targetId, split, limit, ct);
        if (page.Count >= limit) return page;
        var rest = await FarOrNothingAsync(() => far.ProbesAsync(targetId, since, split, limit - page.Count, ct), []);
        return [.. page, .. rest];
    }

    public Task<IReadOnlyList<SourceStatus>> SourcesAsync(CancellationToken ct) => desk.Near.SourcesAsync(ct);

    /// <summary>Only the desk's: a post that left it is not compared with what its source shows today.</summary>
    public Task<IReadOnlyList<Post>> PostsAsync(IReadOnlyCollection<string> ids, CancellationToken ct) => desk.Near.PostsAsync(ids, ct);

    public Task<IReadOnlyList<PostRevision>> RevisionsAsync(string postId, CancellationToken ct) => desk.Near.RevisionsAsync(postId, ct);

    public Task MarkGoneAsync(IReadOnlyCollection<string> ids, DateTimeOffset? since, CancellationToken ct) => desk.Near.MarkGoneAsync(ids, since, ct);

    public Task<IReadOnlyList<SourceSpell>> SpellsAsync(string sourceId, int limit, CancellationToken ct) => desk.Near.SpellsAsync(sourceId, limit, ct);

    public Task<PushReceipt?> ReceiptAsync(string sourceId, string key, DateTimeOffset now, CancellationToken ct) => desk.Near.ReceiptAsync(sourceId, key, now, ct);

    public Task<IReadOnlyList<Post>> UnassessedAsync(int limit, CancellationToken ct) => desk.Near.UnassessedAsync(limit, ct);

    public Task<IReadOnlyList<string>> AssessAsync(IReadOnlyList<Post> posts, CancellationToken ct) => desk.Near.AssessAsync(posts, ct);

    public Task SaveOfficialAsync(IReadOnlyList<OfficialFact> facts, IReadOnlyList<OfficialRebuttal> rebuttals, CancellationToken ct) => desk.Near.SaveOfficialAsync(facts, rebuttals, ct);

    public Task<IReadOnlyList<OfficialFact>> FactsAsync(DateTimeOffset since, CancellationToken ct) => desk.Near.FactsAsync(since, ct);

    public Task<IReadOnlyList<OfficialRebuttal>> RebuttalsAsync(DateTimeOffset since, CancellationToken ct) => desk.Near.RebuttalsAsync(since, ct);

    /// <summary>Posts that left the desk are older than anything the judge looks at, and are left out like unknown ones.</summary>
    public Task RejudgeAsync(IReadOnlyList<Post> posts, CancellationToken ct) => desk.Near.RejudgeAsync(posts, ct);

    public Task<int> PruneFactsAsync(DateTimeOffset before, CancellationToken ct) => desk.Near.PruneFactsAsync(before, ct);

    public Task<int> PruneProbeCurveAsync(DateTimeOffset before, CancellationToken ct) => desk.Near.PruneProbeCurveAsync(before, ct);

    /// <summary>Elasticsearch first: what it still held after the desk forgot it would never be deleted. Away, nothing is deleted on either side.</summary>
    public async Task<int> PruneAsync(DateTimeOffset postsBefore, DateTimeOffset probesBefore, CancellationToken ct)
    {
        var gone = 0;
        var end = await sender.PassAsync(ct, async () => gone = await FarAsync(() => far.PruneAsync(postsBefore, probesBefore, ct)));
        if (end != PassEnd.Empty) throw new StoreException($"Old posts and results are not deleted while Elasticsearch is behind; the next run tries again. {sender.State.Trouble}");
        await desk.Near.PruneAsync(postsBefore, probesBefore, ct);
        var faded = await desk.FadedStoriesAsync(postsBefore, ct);
        if (faded.Count == 0) return gone;
        var alive = await FarAsync(() => far.StoriesWithPostsAsync(faded, ct));
        await desk.ForgetStoriesAsync([.. faded.Where(s => !alive.Contains(s))], postsBefore, ct);
        return gone;
    }

    private static DateTimeOffset Min(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Down(DateTimeOffset at, TimeSpan width) => new(at.UtcTicks - ((at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) % width.Ticks), TimeSpan.Zero);

    private static DateTimeOffset Up(DateTimeOffset at, TimeSpan width) =>
        at == DateTimeOffset.MaxValue || at == DateTimeOffset.MinValue || Down(at, width) == at ? at : Down(at, width) + width;

    /// <summary>All ids under which posts of this story stand in Elasticsearch, where merges are not written again; none for a story that was merged away.</summary>
    private static List<string>? Stories(string? story, IReadOnlyList<StoryMerge> merges) =>
        story is null ? null : merges.Any(m => m.From == story) ? [] : [story, .. merges.Where(m => m.Into == story).Select(m => m.From)];

    private static Post Placed(Post post, IReadOnlyList<StoryMerge> merges) => merges.FirstOrDefault(m => m.From == post.StoryId) is { } merge ? post with { StoryId = merge.Into } : post;

    /// <summary>Of these posts those that only Elasticsearch holds, and where. While it is away none: a post that comes back after days is then taken for new.</summary>
    private async Task<Dictionary<string, string>> OnlyFarAsync(IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        if (Floor == DateTimeOffset.MinValue || ids.Count == 0) return [];
        var here = await desk.Near.KnownAsync(ids, ct);
        var (found, unasked) = _answers.Look(ids.Where(i => !here.Contains(i)));
        if (unasked.Count == 0 || sender.State.AwaySince is not null) return found;
        if (await FarOrNothingAsync<Dictionary<string, string>?>(async () => await far.KnownAsync(unasked, ct), null) is not { } more) return found;
        _answers.Keep(unasked, more);
        foreach (var (id, index) in more) found[id] = index;
        return found;
    }

    private static string Touch(Post post, string index)
    {
        var fields = new JsonObject { ["last_seen"] = PostDocument.Time(post.FirstSeen) };
        if (post.Rank is { } rank) fields["rank"] = rank;
        if (post.Heat is { } heat) fields["heat"] = heat;
        if (post.Replies is { } replies) fields["replies"] = replies;
        return new JsonObject { ["index"] = index, ["post"] = fields }.ToJsonString();
    }

    private async Task<T> FarAsync<T>(Func<Task<T>> read)
    {
        try
        {
            var result = await read();
            ShortSince = null;
            return result;
        }
        catch (ElasticException e)
        {
            throw new StoreException($"Elasticsearch does not answer for the time before {Floor:u}. {e.Message}", e);
        }
    }

    private async Task<T> FarOrNothingAsync<T>(Func<Task<T>> read, T nothing)
    {
        try
        {
            return await FarAsync(read);
        }
        catch (StoreException e)
        {
            ShortSince ??= time.GetUtcNow();
            log.LogWarning("A read goes without what lies before {Floor}: {Reason}", Floor, e.Message);
            return nothing;
        }
    }
}
