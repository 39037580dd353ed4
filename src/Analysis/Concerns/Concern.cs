using Monitor.Core.Posts;

namespace Monitor.Analysis.Concerns;

/// <summary>One thing people want to know or complain about, as several of them put it.</summary>
public sealed record Concern
{
    /// <summary>Topic and leading words, such as admission/志愿填报+截止: says the same next hour, when the oldest posts have left the look-back.</summary>
    public required string Key { get; init; }

    /// <summary>Masked text of the most central post, questions before complaints.</summary>
    public required string Label { get; init; }

    /// <summary>Words most members share, the weightiest first; at most three.</summary>
    public required IReadOnlyList<string> Terms { get; init; }

    /// <summary>Topics of its posts, the most frequent first.</summary>
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>Its posts, oldest first.</summary>
    public required IReadOnlyList<Post> Posts { get; init; }

    /// <summary>How many of them ask; the others complain.</summary>
    public required int Questions { get; init; }

    /// <summary>Distinct authors; posts that name none are one voice per source.</summary>
    public required int Askers { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>Posts in the newest six hours, and in the six before.</summary>
    public required int Recent { get; init; }

    public required int Before { get; init; }

    /// <summary>The official words that answer it, or come near; null when none do.</summary>
    public ConcernAnswer? Answer { get; init; }

    public bool Answered => Answer is { Sure: true };
}

/// <summary>Official words found for a concern.</summary>
/// <param name="Post">The official post.</param>
/// <param name="Quote">The sentences of it that fit best.</param>
/// <param name="Confidence">Share of what the concern's posts have in common that the quote, read with its title, also says, 0..1; lowered when it lacks the kind of thing asked for.</param>
/// <param name="Sure">Confident enough to count as an answer; otherwise a person should look.</param>
public sealed record ConcernAnswer(Post Post, string Quote, double Confidence, bool Sure);
