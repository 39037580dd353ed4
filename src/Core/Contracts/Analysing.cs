using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Core.Season;
using Monitor.Core.Signals;
using Monitor.Core.Sources;
using Monitor.Core.Weaknesses;

namespace Monitor.Core.Contracts;

/// <summary>Turns what was read into what may be kept: text normalised and masked, author hashed, id computed.</summary>
public interface IPostRefiner
{
    Post Refine(RawPost raw, SourceDefinition source, DateTimeOffset now);
}

/// <summary>Judges one post. Pure and thread-safe; same text, same answer.</summary>
public interface IAssessor
{
    /// <summary>Version of the models in use.</summary>
    string Model { get; }

    Assessment Assess(string text, string? title = null, SourceRole role = SourceRole.Public);
}

/// <summary>Folds posts into stories online. One instance per process, used by one thread at a time; warmed from the archive at start.</summary>
public interface IStoryFolder
{
    /// <summary>Puts a known post back without assigning; used at start.</summary>
    void Warm(string storyId, string text, DateTimeOffset at);

    /// <summary>
    /// Takes note of a post that another process has stored with its story. Where this process would have put it into another one and is sure,
    /// or the post began its story, the two become one.
    /// </summary>
    void Learn(Post post);

    /// <summary>Takes note of a merge the store holds; what the store says counts even where this process merged the other way round.</summary>
    void Adopt(StoryMerge merge);

    /// <summary>Returns the story the post belongs to: an existing id, or the post's own id when it starts one.</summary>
    string Fold(Post post);

    /// <summary>Stories that became one since the last call, in order. Whoever stores the folded posts stores these with them.</summary>
    IReadOnlyList<StoryMerge> TakeMerges();
}

/// <summary>What a detector may look at. Read once per tick, then shared.</summary>
public sealed record JudgeWindow
{
    public required DateTimeOffset Now { get; init; }

    public required Phase? Phase { get; init; }

    /// <summary>Posts first seen within the look-back (default 24 h), oldest first, backfill left out.</summary>
    public IReadOnlyList<Post> Posts { get; init; } = [];

    /// <summary>Posts first seen up to then are missing above, for want of memory: that there are none of something then proves nothing. Null while all are there.</summary>
    public DateTimeOffset? PostsCutAt { get; init; }

    /// <summary>Posts of official sources of the last two weeks, backfill too: what has been said officially.</summary>
    public IReadOnlyList<Post> OfficialPosts { get; init; } = [];

    /// <summary>Stories with a post in the look-back.</summary>
    public IReadOnlyList<Story> Stories { get; init; } = [];

    /// <summary>Stories merged away lately, each with the story that holds its posts now.</summary>
    public IReadOnlyDictionary<string, string> MergedStories { get; init; } = new Dictionary<string, string>();

    /// <summary>Counts of the last four weeks (<see cref="HourTally"/>), oldest first, the running hour included; hours without posts are absent.</summary>
    public IReadOnlyList<HourCount> History { get; init; } = [];

    /// <summary>Per target, its latest results, newest first.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ProbeResult>> Probes { get; init; } = new Dictionary<string, IReadOnlyList<ProbeResult>>();

    /// <summary>Per target, its buckets of five minutes of the last hours, oldest first, durations left out.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ProbeBucket>> ProbeCurve { get; init; } = new Dictionary<string, IReadOnlyList<ProbeBucket>>();

    /// <summary>Per target, what this hour of the day was like on each of the last four weeks' days, oldest first; days without results are absent.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ProbeBucket>> ProbeHours { get; init; } = new Dictionary<string, IReadOnlyList<ProbeBucket>>();

    public IReadOnlyList<SourceStatus> SourceStatuses { get; init; } = [];

    public IReadOnlyList<SourceDefinition> Sources { get; init; } = [];

    public IReadOnlyList<TargetDefinition> Targets { get; init; } = [];

    /// <summary>What the register holds that is not mended, accepted risks too; null while it could not be read.</summary>
    public IReadOnlyList<Weakness>? Weaknesses { get; init; }

    /// <summary>Other places from which targets are checked, with when they were last heard.</summary>
    public IReadOnlyList<VantageStatus> Vantages { get; init; } = [];

    /// <summary>Drift of the models in use, measured now and then; null before the first measure or while no model is loaded.</summary>
    public DriftFigures? Drift { get; init; }

    /// <summary>Fingerprints of unresolved alerts: a detector must say Clear or Unknown for those of its kind.</summary>
    public IReadOnlySet<string> OpenFingerprints { get; init; } = new HashSet<string>();
}

/// <summary>A pure function from a window to signals; no clock, no store, no memory of its own.</summary>
public interface IDetector
{
    string Kind { get; }

    IEnumerable<Signal> Detect(JudgeWindow window);
}
