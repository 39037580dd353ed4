namespace Monitor.Core.Judgements;

/// <summary>What sort of thing a post asserts that can be held against an official word.</summary>
public enum ClaimKind { Deadline, Date, ScoreLine, Fee, Place, Incident, Offer, Hotline }

/// <summary>How the post says it. Only what is asserted can mislead; what is asked, denied, wished or guessed is kept so that a reader sees it was read.</summary>
public enum ClaimStance { Asserted, Asked, Denied, Supposed }

/// <summary>A change said of a date without, or besides, a new date.</summary>
public enum ClaimChange { None, Extended, Early, Unchanged, Cancelled }

/// <summary>In what a value is measured.</summary>
public enum ValueUnit { None, Instant, Date, Yuan, Points, Name }

/// <summary>
/// The comparable part of a claim. <paramref name="At"/> is a moment, or midnight in Asia/Shanghai of a day; <paramref name="Until"/> the end of a
/// range of days, inclusive; <paramref name="Number"/> yuan or points; <paramref name="Name"/> a place, a thing that happened, or a number to call.
/// </summary>
public sealed record ClaimValue(
    ValueUnit Unit, DateTimeOffset? At = null, DateTimeOffset? Until = null, decimal? Number = null, string? Name = null, ClaimChange Change = ClaimChange.None)
{
    public static ClaimValue None { get; } = new(ValueUnit.None);
}

/// <summary>One checkable statement of a post.</summary>
/// <param name="Quote">The words of the post that say it, as written.</param>
/// <param name="Subject">What it is about, as a key: <c>filing-deadline/高考/本科批</c>, <c>exam-date/语文</c>, <c>score-line/本科/物理类</c>.</param>
/// <param name="Year">The year it speaks of, which may be another than the post's; a claim is compared only with facts of its year.</param>
public sealed record Claim(ClaimKind Kind, string Quote, string Subject, int Year, ClaimValue Value, ClaimStance Stance);

/// <summary>A dated statement of an official source, or one an operator wrote down with its link.</summary>
public sealed record OfficialFact
{
    /// <summary>32 lower-case hex digits, a hash of what is said, where and when: the same notice read again is the same fact.</summary>
    public required string Id { get; init; }

    public required ClaimKind Kind { get; init; }

    public required string Subject { get; init; }

    public required int Year { get; init; }

    public required ClaimValue Value { get; init; }

    /// <summary>The official words.</summary>
    public required string Quote { get; init; }

    public string? Url { get; init; }

    /// <summary>Source it was read from; "config" for one an operator wrote.</summary>
    public required string SourceId { get; init; }

    public required DateTimeOffset Published { get; init; }
}

/// <summary>An official denial: what it says is untrue, and its own words.</summary>
public sealed record OfficialRebuttal
{
    /// <summary>32 lower-case hex digits, as of <see cref="OfficialFact"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The rumour as the denial tells it; posts are compared with this.</summary>
    public required string Denied { get; init; }

    /// <summary>The official words.</summary>
    public required string Quote { get; init; }

    public string? Url { get; init; }

    public required string SourceId { get; init; }

    public required DateTimeOffset Published { get; init; }
}

/// <summary>Unknown means that no official word on it is held, and says nothing of the claim.</summary>
public enum ClaimVerdict { Unknown, Agrees, Contradicts }

/// <summary>A claim held against the official word, which is null when none is known.</summary>
public sealed record CheckedClaim(Claim Claim, ClaimVerdict Verdict, OfficialFact? Fact);
