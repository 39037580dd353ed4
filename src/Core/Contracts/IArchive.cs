using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Core.Sources;

namespace Monitor.Core.Contracts;

/// <summary>All that one read of one source brings; stored in one transaction with the cursor that covers it.</summary>
public sealed record IngestBatch(SourceRun Run, IReadOnlyList<Post> Posts, string? Cursor)
{
    /// <summary>Stories that became one, in order; applied after the posts. One already applied changes nothing.</summary>
    public IReadOnlyList<StoryMerge> Merges { get; init; } = [];

    /// <summary>What the batch's posts of an official source state; a fact known by id is left as it is.</summary>
    public IReadOnlyList<OfficialFact> Facts { get; init; } = [];

    /// <summary>What they deny; as <see cref="Facts"/>.</summary>
    public IReadOnlyList<OfficialRebuttal> Rebuttals { get; init; } = [];

    /// <summary>Kept posts that say something else now: title, text and assessment are replaced, the old text is kept as a revision of this run.</summary>
    public IReadOnlyList<Post> Edited { get; init; } = [];

    /// <summary>Ids of kept posts the source itself says are deleted.</summary>
    public IReadOnlyList<string> Gone { get; init; } = [];

    /// <summary>What the sender of a pushed batch is answered; stored with it. One known by its key is left as it is.</summary>
    public PushReceipt? Receipt { get; init; }
}

public sealed record PostQuery
{
    /// <summary>Words that must all occur, separated by spaces; any length, two-character words included.</summary>
    public string? Words { get; init; }

    public string? Topic { get; init; }

    public SentimentLabel? Sentiment { get; init; }

    public RiskBand? Band { get; init; }

    public string? SourceId { get; init; }

    public string? StoryId { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? Until { get; init; }

    /// <summary>Newest first by publish time; at most 500.</summary>
    public int Limit { get; init; } = 50;

    public int Offset { get; init; }
}

/// <summary>Counts of one time bucket. Buckets without posts are absent.</summary>
public sealed record PostBucket(DateTimeOffset At, int Posts, int Negative, int Neutral, int Positive, int HighRisk);

/// <summary>Append and search: posts with assessments, probe results, source runs, aggregates.</summary>
public interface IArchive : ISourceArchive
{
    /// <summary>
    /// Stores the batch, the source run, the cursor, story figures, roll-ups and official facts in one transaction.
    /// Posts already known only update rank, heat and replies. Returns the ids that were new.
    /// </summary>
    Task<IReadOnlyList<string>> IngestAsync(IngestBatch batch, CancellationToken ct);

    /// <summary>Which of these post ids are already kept.</summary>
    Task<IReadOnlySet<string>> KnownAsync(IReadOnlyCollection<string> ids, CancellationToken ct);

    /// <summary>Cursor stored with the source's last successful ingest.</summary>
    Task<string?> CursorAsync(string sourceId, CancellationToken ct);

    Task SaveProbeAsync(ProbeResult result, CancellationToken ct);

    /// <summary>
    /// Stores results with their share of the curve in one transaction. Target, moment (in milliseconds) and vantage point make a result; one stored
    /// again replaces what was said before, in the curve too.
    /// </summary>
    Task SaveProbesAsync(IReadOnlyList<ProbeResult> results, CancellationToken ct);

    Task<Post?> PostAsync(string id, CancellationToken ct);

    Task<IReadOnlyList<Post>> SearchAsync(PostQuery query, CancellationToken ct);

    /// <summary>Posts first seen in [from, until), oldest first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<Post>> PostsSeenAsync(DateTimeOffset from, DateTimeOffset until, int limit, CancellationToken ct);

    /// <summary>A story; for the id of one that was merged away, the story it went into.</summary>
    Task<Story?> StoryAsync(string id, CancellationToken ct);

    /// <summary>Merges since then, oldest first; each points to the story that holds the posts now.</summary>
    Task<IReadOnlyList<StoryMerge>> MergesAsync(DateTimeOffset since, CancellationToken ct);

    /// <summary>Replaces the text a story is shown by; a story not kept is left alone.</summary>
    Task DescribeStoryAsync(string id, string text, CancellationToken ct);

    /// <summary>Stories with a post seen since then, the most recently grown first.</summary>
    Task<IReadOnlyList<Story>> StoriesAsync(DateTimeOffset since, int limit, CancellationToken ct);

    /// <summary>Posts per bucket of five minutes or a multiple, from roll-ups.</summary>
    Task<IReadOnlyList<PostBucket>> PostCurveAsync(DateTimeOffset from, DateTimeOffset until, TimeSpan bucket, CancellationToken ct);

    /// <summary>Hourly counts of the hours that begin in [from, until), oldest first, from roll-ups; what counts is said by <see cref="HourTally"/>.</summary>
    Task<IReadOnlyList<HourCount>> TopicHoursAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct);

    /// <summary>Latest results of a target, newest first.</summary>
    Task<IReadOnlyList<ProbeResult>> ProbesAsync(string targetId, DateTimeOffset since, int limit, CancellationToken ct);

    /// <summary>
    /// Results per bucket of five minutes or a multiple, from roll-ups, which outlive the results: by target, then oldest first. A bucket without results is
    /// absent. The bucket that holds <paramref name="from"/> comes whole.
    /// </summary>
    /// <param name="targetId">Null = of all targets.</param>
    Task<IReadOnlyList<ProbeBucket>> ProbeCurveAsync(string? targetId, DateTimeOffset from, DateTimeOffset until, TimeSpan bucket, CancellationToken ct);

    Task<IReadOnlyList<SourceStatus>> SourcesAsync(CancellationToken ct);

    /// <summary>Posts stored without an assessment, the first seen first.</summary>
    Task<IReadOnlyList<Post>> UnassessedAsync(int limit, CancellationToken ct);

    /// <summary>
    /// Gives posts their late assessment, with their share of roll-ups and of their stories, in one transaction. A post that has one already, or is
    /// gone, or still carries none, is left out. Returns the ids that were changed, so that repeating is harmless.
    /// </summary>
    Task<IReadOnlyList<string>> AssessAsync(IReadOnlyList<Post> posts, CancellationToken ct);

    /// <summary>Stores an official word that came by another way than a source, such as a case's answer; known ids are left as they are.</summary>
    Task SaveOfficialAsync(IReadOnlyList<OfficialFact> facts, IReadOnlyList<OfficialRebuttal> rebuttals, CancellationToken ct);

    /// <summary>Facts published since then, oldest first.</summary>
    Task<IReadOnlyList<OfficialFact>> FactsAsync(DateTimeOffset since, CancellationToken ct);

    /// <summary>Official denials published since then, oldest first.</summary>
    Task<IReadOnlyList<OfficialRebuttal>> RebuttalsAsync(DateTimeOffset since, CancellationToken ct);

    /// <summary>
    /// Puts newer rumour risks, claims and denials in place of those of kept posts, with their share of the curve and of their stories; unknown ids are
    /// left out. One transaction. Used when an official word arrives after the posts it concerns.
    /// </summary>
    Task RejudgeAsync(IReadOnlyList<Post> posts, CancellationToken ct);

    /// <summary>Deletes facts and denials published before the moment; returns how many.</summary>
    Task<int> PruneFactsAsync(DateTimeOffset before, CancellationToken ct);

    /// <summary>
    /// Deletes posts last brought by a read before the one moment, with their share of the curve and of the hourly counts, and probe results older than the other;
    /// returns how many of both went. All or nothing.
    /// </summary>
    Task<int> PruneAsync(DateTimeOffset postsBefore, DateTimeOffset probesBefore, CancellationToken ct);

    /// <summary>Deletes the part of the probes' curve that began before the moment; returns how many buckets of five minutes went.</summary>
    Task<int> PruneProbeCurveAsync(DateTimeOffset before, CancellationToken ct);
}
