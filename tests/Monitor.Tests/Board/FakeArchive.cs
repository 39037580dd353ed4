using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Core.Sources;

namespace Monitor.Tests.Board;

/// <summary>Holds what a test put in; the pages only read.</summary>
internal sealed class FakeArchive : IArchive
{
    public List<Post> Posts { get; } = [];

    public List<Story> Stories { get; } = [];

    public List<ProbeResult> Probes { get; } = [];

    public List<SourceStatus> Sources { get; } = [];

    public List<PostBucket> Curve { get; } = [];

    public List<HourCount> Hours { get; } = [];

    /// <summary>How often single results were asked for.</summary>
    public int ResultReads { get; private set; }

    public PostQuery? LastQuery { get; private set; }

    public Task<IReadOnlyList<string>> IngestAsync(IngestBatch batch, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlySet<string>> KnownAsync(IReadOnlyCollection<string> ids, CancellationToken ct) => throw new NotSupportedException();

    public Task<string?> CursorAsync(string sourceId, CancellationToken ct) => throw new NotSupportedException();

    public Task SaveProbeAsync(ProbeResult result, CancellationToken ct) => throw new NotSupportedException();

    public Task SaveProbesAsync(IReadOnlyList<ProbeResult> results, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<ProbeBucket>> ProbeCurveAsync(string? targetId, DateTimeOffset from, DateTimeOffset until, TimeSpan bucket, CancellationToken ct) =>
        List(Probes.Where(p => (targetId is null || p.TargetId == targetId) && p.At >= from && p.At < until)
            .GroupBy(p => (p.TargetId, At: new DateTimeOffset(p.At.UtcTicks - (p.At.UtcTicks % bucket.Ticks), TimeSpan.Zero))).OrderBy(g => g.Key.TargetId, StringComparer.Ordinal).ThenBy(g => g.Key.At)
            .Select(g => g.Aggregate(new ProbeBucket(g.Key.TargetId, g.Key.At, 0, 0, 0, 0, Latencies.None), (b, r) => b.Counting(r.State))));

    public Task<int> PruneProbeCurveAsync(DateTimeOffset before, CancellationToken ct) => throw new NotSupportedException();

    public Task<Post?> PostAsync(string id, CancellationToken ct) => Task.FromResult(Posts.FirstOrDefault(p => p.Id == id));

    public Task<IReadOnlyList<Post>> SearchAsync(PostQuery query, CancellationToken ct)
    {
        LastQuery = query;
        return List(Posts.Where(p => (query.StoryId is null || p.StoryId == query.StoryId) && (query.SourceId is null || p.SourceId == query.SourceId)).OrderByDescending(p => p.Published).Skip(query.Offset).Take(query.Limit));
    }

    public Task<IReadOnlyList<Post>> PostsSeenAsync(DateTimeOffset from, DateTimeOffset until, int limit, CancellationToken ct) => List(Posts);

    public Task<Story?> StoryAsync(string id, CancellationToken ct) => Task.FromResult(Stories.FirstOrDefault(s => s.Id == id));

    public Task<IReadOnlyList<StoryMerge>> MergesAsync(DateTimeOffset since, CancellationToken ct) => List<StoryMerge>([]);

    public Task DescribeStoryAsync(string id, string text, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<Story>> StoriesAsync(DateTimeOffset since, int limit, CancellationToken ct) => List(Stories);

    public Task<IReadOnlyList<PostBucket>> PostCurveAsync(DateTimeOffset from, DateTimeOffset until, TimeSpan bucket, CancellationToken ct) => List(Curve);

    public Task<IReadOnlyList<HourCount>> TopicHoursAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct) => List(Hours.Where(h => h.At >= from && h.At < until));

    public Task<IReadOnlyList<ProbeResult>> ProbesAsync(string targetId, DateTimeOffset since, int limit, CancellationToken ct)
    {
        ResultReads++;
        return List(Probes.Where(p => p.TargetId == targetId && p.At >= since).OrderByDescending(p => p.At).Take(limit));
    }

    public Task<IReadOnlyList<SourceStatus>> SourcesAsync(CancellationToken ct) => List(Sources);

    public List<SourceSpell> Spells { get; } = [];

    public List<PostRevision> Revisions { get; } = [];

    public Task<IReadOnlyList<Post>> PostsAsync(IReadOnlyCollection<string> ids, CancellationToken ct) => List(Posts.Where(p => ids.Contains(p.Id)));

    public Task<IReadOnlyList<PostRevision>> RevisionsAsync(string postId, CancellationToken ct) => List(Revisions.Where(r => r.PostId == postId));

    public Task MarkGoneAsync(IReadOnlyCollection<string> ids, DateTimeOffset? since, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<SourceSpell>> SpellsAsync(string sourceId, int limit, CancellationToken ct) => List(Spells.Where(s => s.SourceId == sourceId).Take(limit));

    public Task<PushReceipt?> ReceiptAsync(string sourceId, string key, DateTimeOffset now, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<Post>> UnassessedAsync(int limit, CancellationToken ct) => List(Posts.Where(p => p.Assessment is null).Take(limit));

    public Task<IReadOnlyList<string>> AssessAsync(IReadOnlyList<Post> posts, CancellationToken ct) => throw new NotSupportedException();

    public Task SaveOfficialAsync(IReadOnlyList<OfficialFact> facts, IReadOnlyList<OfficialRebuttal> rebuttals, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<OfficialFact>> FactsAsync(DateTimeOffset since, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<OfficialRebuttal>> RebuttalsAsync(DateTimeOffset since, CancellationToken ct) => throw new NotSupportedException();

    public Task RejudgeAsync(IReadOnlyList<Post> posts, CancellationToken ct) => throw new NotSupportedException();

    public Task<int> PruneFactsAsync(DateTimeOffset before, CancellationToken ct) => throw new NotSupportedException();

    public Task<int> PruneAsync(DateTimeOffset postsBefore, DateTimeOffset probesBefore, CancellationToken ct) => throw new NotSupportedException();

    private static Task<IReadOnlyList<T>> List<T>(IEnumerable<T> items) => Task.FromResult<IReadOnlyList<T>>([.. items]);
}
