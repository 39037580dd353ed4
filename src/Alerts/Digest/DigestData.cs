using Monitor.Core.Alerts;
using Monitor.Core.Season;

namespace Monitor.Alerts.Digest;

public enum DigestPeriod { Week, Day }

/// <summary>Who reads it: propaganda sees no weaknesses of systems, security no words of the public.</summary>
public enum DigestAudience { Everyone, Propaganda, Security }

/// <summary>The period's figures as the host gathered them; the letter says nothing that is not in here.</summary>
public sealed record DigestData
{
    public DigestPeriod Period { get; init; } = DigestPeriod.Week;

    /// <summary>First moment of the period.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>First moment no longer in it.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Name of the season, such as 2026 高考; may be empty.</summary>
    public string Season { get; init; } = "";

    public DigestPosts Posts { get; init; } = new(0, 0, 0);

    /// <summary>Of the period before; null when nothing was read then.</summary>
    public DigestPosts? PostsBefore { get; init; }

    /// <summary>Posts by day of the week, or by hour of the day; every step is there, also an empty one.</summary>
    public IReadOnlyList<DigestStep> Curve { get; init; } = [];

    /// <summary>Posts by topic, the most first; without those that hardly concern the exams.</summary>
    public IReadOnlyList<DigestTopic> Topics { get; init; } = [];

    /// <summary>Most worrying first.</summary>
    public IReadOnlyList<DigestStory> TopStories { get; init; } = [];

    /// <summary>What most people asked without an official answer, the most asked first.</summary>
    public IReadOnlyList<DigestConcern> Unanswered { get; init; } = [];

    public IReadOnlyList<DigestAlerts> Alerts { get; init; } = [];

    /// <summary>What people said of the period's alerts.</summary>
    public DigestVerdicts Verdicts { get; init; } = new(0, 0);

    public DigestCases Cases { get; init; } = new(0, 0, 0, 0);

    public IReadOnlyList<DigestTarget> Targets { get; init; } = [];

    /// <summary>Targets with something found, reported, fixed or open, of the register.</summary>
    public IReadOnlyList<DigestWeakness> Weaknesses { get; init; } = [];

    /// <summary>Of the weaknesses mended in the period, from found to proved mended; null when there were none.</summary>
    public TimeSpan? MeanToFix { get; init; }

    /// <summary>Posts worth a person's check before they spread.</summary>
    public int HighRisk { get; init; }

    /// <summary>Whether anything happened that somebody should hear of.</summary>
    public bool HasNews => HighRisk > 0 || Alerts.Sum(a => a.Count) > 0 || Cases.Opened + Cases.Closed + Cases.Late > 0
        || Targets.Any(t => t.Down > 0) || Weaknesses.Any(w => w.Found > 0) || Delivery.Dead > 0 || Unanswered.Count > 0;

    /// <summary>How the period's notices fared.</summary>
    public DigestDelivery Delivery { get; init; } = new(0, 0, 0);

    /// <summary>What touches the period after this one, in order.</summary>
    public IReadOnlyList<DigestPlan> Plans { get; init; } = [];

    /// <summary>The phase that begins next; null when none is planned.</summary>
    public Phase? NextPhase { get; init; }

    /// <summary>The phase at the end of the period; null outside the season.</summary>
    public Phase? ThisPhase { get; init; }
}

/// <summary>Posts by sentiment.</summary>
public sealed record DigestPosts(int Negative, int Neutral, int Positive)
{
    public int Total => Negative + Neutral + Positive;
}

/// <summary>One day or hour of the curve.</summary>
public sealed record DigestStep(DateTimeOffset At, DigestPosts Posts);

/// <param name="Topic">A value of <see cref="Core.Judgements.Topics"/>.</param>
public sealed record DigestTopic(string Topic, int Posts);

/// <summary>One story: what it says, its highest risk (0..1) and how far it went.</summary>
public sealed record DigestStory(string Text, double MaxRisk, int Posts, int Authors, int Platforms, DateTimeOffset FirstSeen)
{
    /// <summary>What a person found out; null while nobody has said so.</summary>
    public Core.Cases.CaseVerdict? Verdict { get; init; }

    /// <summary>A public answer was given.</summary>
    public bool Answered { get; init; }
}

/// <summary>One concern without an official answer: how it is put, how many ask, since when.</summary>
public sealed record DigestConcern(string Text, int Askers, int Posts, DateTimeOffset Since);

/// <summary>Alerts of one team at one level; <paramref name="MeanToAcknowledge"/> is over the acknowledged ones, null when there are none.</summary>
public sealed record DigestAlerts(Team Team, WarningLevel Level, int Count, int Acknowledged, TimeSpan? MeanToAcknowledge)
{
    /// <summary>Nine of ten were acknowledged within this (nearest rank); null when none was.</summary>
    public TimeSpan? NinetiethToAcknowledge { get; init; }

    /// <summary>What people said of these.</summary>
    public DigestVerdicts Verdicts { get; init; } = new(0, 0);
}

/// <summary>Of <paramref name="Judged"/> alerts people said that <paramref name="Right"/> were worth the call.</summary>
public sealed record DigestVerdicts(int Judged, int Right)
{
    /// <summary>Precision, 0..1; null when nothing was judged.</summary>
    public double? Precision => Judged > 0 ? (double)Right / Judged : null;
}

/// <param name="Open">At the end of the period.</param>
/// <param name="Late">Of the opened and the open ones those with a limit missed.</param>
public sealed record DigestCases(int Opened, int Closed, int Open, int Late)
{
    /// <summary>Of those that ran out in the period, by clock: first word, press conference, reply.</summary>
    public int LateFirstWord { get; init; }

    public int LateBriefing { get; init; }

    public int LateReply { get; init; }
}

/// <param name="Dead">Refused for good; each one is a person who did not hear.</param>
public sealed record DigestDelivery(int Delivered, int Waiting, int Dead);

/// <summary>A phase of the time ahead, or a line of the plan (预案) for a topic of the time behind.</summary>
/// <param name="Phase">Null for a line of the plan.</param>
/// <param name="Topic">Topic the line is for; null for a phase.</param>
public sealed record DigestPlan(Phase? Phase, string? Topic, string Hint);
