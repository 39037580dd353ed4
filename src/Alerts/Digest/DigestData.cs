using Monitor.Core.Alerts;
using Monitor.Core.Season;

namespace Monitor.Alerts.Digest;

/// <summary>The week's figures as the host gathered them; the letter says nothing that is not in here.</summary>
public sealed record DigestData
{
    /// <summary>First moment of the week.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>First moment no longer in it.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Name of the season, such as 2026 高考; may be empty.</summary>
    public string Season { get; init; } = "";

    public DigestPosts Posts { get; init; } = new(0, 0, 0);

    /// <summary>Most worrying first.</summary>
    public IReadOnlyList<DigestStory> TopStories { get; init; } = [];

    /// <summary>What most people asked without an official answer, the most asked first.</summary>
    public IReadOnlyList<DigestConcern> Unanswered { get; init; } = [];

    public IReadOnlyList<DigestAlerts> Alerts { get; init; } = [];

    public IReadOnlyList<DigestTarget> Targets { get; init; } = [];

    /// <summary>The phase that begins next; null when none is planned.</summary>
    public Phase? NextPhase { get; init; }
}

/// <summary>Posts of the week by sentiment.</summary>
public sealed record DigestPosts(int Negative, int Neutral, int Positive)
{
    public int Total => Negative + Neutral + Positive;
}

/// <summary>One story: what it says, its highest risk (0..1) and how far it went.</summary>
public sealed record DigestStory(string Text, double MaxRisk, int Posts, int Authors, int Platforms, DateTimeOffset FirstSeen);

/// <summary>One concern without an official answer: how it is put, how many ask, since when.</summary>
public sealed record DigestConcern(string Text, int Askers, int Posts, DateTimeOffset Since);

/// <summary>Alerts of one team at one level; <paramref name="MeanToAcknowledge"/> is over the acknowledged ones, null when there are none.</summary>
public sealed record DigestAlerts(Team Team, WarningLevel Level, int Count, int Acknowledged, TimeSpan? MeanToAcknowledge);

/// <summary>Check results of one target by state.</summary>
public sealed record DigestTarget(string Name, int Up, int Degraded, int Down, int Unknown)
{
    /// <summary>Share of checks that reached the service, 0..1. Checks that could not tell count neither way; null when none could.</summary>
    public double? Availability => Up + Degraded + Down is > 0 and var known ? (double)(Up + Degraded) / known : null;
}
