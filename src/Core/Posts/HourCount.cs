using Monitor.Core.Judgements;
using Monitor.Core.Sources;

namespace Monitor.Core.Posts;

/// <summary>Public posts first seen within one clock hour, of one topic and mood.</summary>
/// <param name="At">Beginning of the hour.</param>
/// <param name="Topic">Main topic; off_topic also holds what hardly concerns the exams, so that an hour without any row is one in which nothing was read.</param>
public sealed record HourCount(DateTimeOffset At, string Topic, SentimentLabel Sentiment, int Posts);

/// <summary>
/// Which posts are counted, and under which topic. One rule for the store's roll-ups, the memory and the detectors: what is compared with its
/// own past must have been counted in the same way.
/// </summary>
public static class HourTally
{
    /// <summary>Relevance from which a post concerns the exams.</summary>
    public const double MinRelevance = 0.5;

    /// <summary>Four weeks, and the hours around the oldest one.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours((28 * 24) + 2);

    /// <summary>Topic the post counts for; null when it does not count: official words, the past read at a source's first run, no judgement yet.</summary>
    public static string? TopicOf(Post post)
    {
        ArgumentNullException.ThrowIfNull(post);
        if (post is not { Role: SourceRole.Public, Backfill: false, Assessment: { Topics: [var topic, ..] } assessment }) return null;
        return assessment.Relevance >= MinRelevance ? topic : Topics.OffTopic;
    }

    /// <summary>Beginning of the clock hour.</summary>
    public static DateTimeOffset HourOf(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}
