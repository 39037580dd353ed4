using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Core.Sources;
using Monitor.Storage.Elasticsearch;
using Xunit;

namespace Monitor.Tests.Storage.Elasticsearch;

/// <summary>An archive whose reads wait until Elasticsearch shows what was written before them.</summary>
internal sealed class SettledArchive(ElasticStore store) : IArchive
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private IArchive Inner => store.Archive;

    public Task<IReadOnlyList<string>> IngestAsync(IngestBatch batch, CancellationToken ct) => Inner.IngestAsync(batch, ct);

    public Task<IReadOnlySet<string>> KnownAsync(IReadOnlyCollection<string> ids, CancellationToken ct) => Inner.KnownAsync(ids, ct);

    public Task<string?> CursorAsync(string sourceId, CancellationToken ct) => Inner.CursorAsync(sourceId, ct);

    public Task SaveProbeAsync(ProbeResult result, CancellationToken ct) => Inner.SaveProbeAsync(result, ct);

    public Task SaveProbesAsync(IReadOnlyList<ProbeResult> results, CancellationToken ct) => Inner.SaveProbesAsync(results, ct);

    public Task<IReadOnlyList<ProbeBucket>> ProbeCurveAsync(string? targetId, DateTimeOffset from, DateTimeOffset until, TimeSpan bucket, CancellationToken ct) =>
        Inner.ProbeCurveAsync(targetId, from, until, bucket, ct);

    public Task<int> PruneProbeCurveAsync(DateTimeOffset before, CancellationToken ct) => Inner.PruneProbeCurveAsync(before, ct);

    public async Task<Post?> PostAsync(string id, CancellationToken ct) => await (await SettledAsync()).PostAsync(id, ct);

    public async Task<IReadOnlyList<Post>> SearchAsync(PostQuery query, CancellationToken ct) => await (await SettledAsync()).SearchAsync(query, ct);

    public async Task<IReadOnlyList<Post>> PostsSeenAsync(DateTimeOffset from, DateTimeOffset until, int limit, CancellationToken ct) =>
        await (await SettledAsync()).PostsSeenAsync(from, until, limit, ct);

    public Task<Story?> StoryAsync(string id, CancellationToken ct) => Inner.StoryAsync(id, ct);

    public Task<IReadOnlyList<StoryMerge>> MergesAsync(DateTimeOffset since, CancellationToken ct) => Inner.MergesAsync(since, ct);

    public Task DescribeStoryAsync(string id, string text, CancellationToken ct) => Inner.DescribeStoryAsync(id, text, ct);

    public Task<IReadOnlyList<Story>> StoriesAsync(DateTimeOffset since, int limit, CancellationToken ct) => Inner.StoriesAsync(since, limit, ct);

    public async Task<IReadOnlyList<PostBucket>> PostCurveAsync(DateTimeOffset from, DateTimeOffset until, TimeSpan bucket, CancellationToken ct) =>
        await (await SettledAsync()).PostCurveAsync(from, until, bucket, ct);

    public async Task<IReadOnlyList<HourCount>> TopicHoursAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct) =>
        await (await SettledAsync()).TopicHoursAsync(from, until, ct);

    public async Task<IReadOnlyList<ProbeResult>> ProbesAsync(string targetId, DateTimeOffset since, int limit, CancellationToken ct) =>
        await (await SettledAsync()).ProbesAsync(targetId, since, limit, ct);

    public Task<IReadOnlyList<SourceStatus>> SourcesAsync(CancellationToken ct) => Inner.SourcesAsync(ct);

    public Task<IReadOnlyList<Post>> PostsAsync(IReadOnlyCollection<string> ids, CancellationToken ct) => Inner.PostsAsync(ids, ct);

    public Task<IReadOnlyList<PostRevision>> RevisionsAsync(string postId, CancellationToken ct) => Inner.RevisionsAsync(postId, ct);

    public Task MarkGoneAsync(IReadOnlyCollection<string> ids, DateTimeOffset? since, CancellationToken ct) => Inner.MarkGoneAsync(ids, since, ct);

    public Task<IReadOnlyList<SourceSpell>> SpellsAsync(string sourceId, int limit, CancellationToken ct) => Inner.SpellsAsync(sourceId, limit, ct);

    public Task<PushReceipt?> ReceiptAsync(string sourceId, string key, DateTimeOffset now, CancellationToken ct) => Inner.ReceiptAsync(sourceId, key, now, ct);

    public Task<IReadOnlyList<Post>> UnassessedAsync(int limit, CancellationToken ct) => Inner.UnassessedAsync(limit, ct);

    public Task<IReadOnlyList<string>> AssessAsync(IReadOnlyList<Post> posts, CancellationToken ct) => Inner.AssessAsync(posts, ct);

    public Task SaveOfficialAsync(IReadOnlyList<OfficialFact> facts, IReadOnlyList<OfficialRebuttal> rebuttals, CancellationToken ct) => Inner.SaveOfficialAsync(facts, rebuttals, ct);

    public Task<IReadOnlyList<OfficialFact>> FactsAsync(DateTimeOffset since, CancellationToken ct) => Inner.FactsAsync(since, ct);

    public Task<IReadOnlyList<OfficialRebuttal>> RebuttalsAsync(DateTimeOffset since, CancellationToken ct) => Inner.RebuttalsAsync(since, ct);

    public Task RejudgeAsync(IReadOnlyList<Post> posts, CancellationToken ct) => Inner.RejudgeAsync(posts, ct);

    public Task<int> PruneFactsAsync(DateTimeOffset before, CancellationToken ct) => Inner.PruneFactsAsync(before, ct);

    public Task<int> PruneAsync(DateTimeOffset postsBefore, DateTimeOffset probesBefore, CancellationToken ct) => Inner.PruneAsync(postsBefore, probesBefore, ct);

    private async Task<IArchive> SettledAsync()
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (!await store.SettleAsync(default))
        {
            if (TimeProvider.System.GetElapsedTime(deadline) > Patience) Assert.Fail("Elasticsearch takes nothing: " + store.State.Trouble);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        return Inner;
    }
}
