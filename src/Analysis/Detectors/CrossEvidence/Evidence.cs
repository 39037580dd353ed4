using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;

namespace Monitor.Analysis.Detectors.CrossEvidence;

/// <summary>Both sides at one look: who complains, and how the targets stand.</summary>
internal sealed record Evidence
{
    public required IReadOnlyList<Post> Complaints { get; init; }

    public required int Authors { get; init; }

    public required IReadOnlyList<TargetSight> Targets { get; init; }

    /// <summary>No source can be read: silence means nothing.</summary>
    public required bool Deaf { get; init; }

    /// <summary>Confirmed failing, those that are down first.</summary>
    public IReadOnlyList<TargetSight> Failing => [.. Targets.Where(t => t.Fails).OrderByDescending(t => t.IsDown).ThenBy(t => t.Target.Id, StringComparer.Ordinal)];

    public bool Any(Func<TargetSight, bool> test) => Targets.Any(test);

    public static Evidence Of(JudgeWindow window, CrossEvidenceOptions options)
    {
        var complaints = window.Posts.Where(p => p.FirstSeen > window.Now - options.Window && p.FirstSeen <= window.Now && Complains(p)).ToList();
        return new Evidence
        {
            Complaints = complaints,
            Authors = Voices.Count(complaints),
            Targets = [.. window.Targets
                .Where(t => t.Enabled && (options.Targets.Count == 0 || options.Targets.Contains(t.Id, StringComparer.Ordinal)))
                .Select(t => TargetSight.Of(t, window, options.StaleAfter))],
            Deaf = SourceSight.Blind(window, new HashSet<string>()),
        };
    }

    private static bool Complains(Post post) =>
        HourTally.TopicOf(post) == Topics.SystemOutage && post.Assessment!.Sentiment.Label == SentimentLabel.Negative;
}
