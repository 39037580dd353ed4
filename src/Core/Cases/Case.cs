using System.Text.Json.Serialization;
using Monitor.Core.Alerts;

namespace Monitor.Core.Cases;

/// <summary>How far a case has come; it never goes back.</summary>
public enum CaseState { Opened, Judged, Handled, Answered, Closed }

/// <summary>What people found out. Only a person ever says this.</summary>
public enum CaseVerdict
{
    /// <summary>What was said is so.</summary>
    True,

    /// <summary>What was said is not so.</summary>
    False,

    /// <summary>Some of it is so.</summary>
    Partly,

    /// <summary>Nobody can tell.</summary>
    Unverifiable,

    /// <summary>A system of ours was truly at fault.</summary>
    RealFault,
}

/// <summary>The public answer.</summary>
/// <param name="Denied">The rumour in its own words, when the answer denies one; later posts are compared with it.</param>
public sealed record CaseAnswer(string Text, string? Denied, string? Url, DateTimeOffset At, string Who);

/// <summary>One matter that people work on, opened from an alert or a story.</summary>
public sealed record Case
{
    public required string Id { get; init; }

    public string? AlertId { get; init; }

    public string? StoryId { get; init; }

    /// <summary>Detector kind of the alert; null for a story's case.</summary>
    public string? Kind { get; init; }

    public required string Title { get; init; }

    public required Team Team { get; init; }

    public required WarningLevel Level { get; init; }

    /// <summary>As of its alert: shown and told only to those who may see it.</summary>
    public bool Restricted { get; init; }

    public CaseState State { get; init; }

    public CaseVerdict? Verdict { get; init; }

    public string? VerdictNote { get; init; }

    /// <summary>Id of a department from config.</summary>
    public string? Department { get; init; }

    public string? Handler { get; init; }

    /// <summary>What has been done.</summary>
    public string? Handling { get; init; }

    public CaseAnswer? Answer { get; init; }

    /// <summary>How it ended; a closed case has one.</summary>
    public string? Result { get; init; }

    public required string OpenedBy { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>From when the clocks count: the alert's opening, or the case's own for a story.</summary>
    public required DateTimeOffset ClockFrom { get; init; }

    public DateTimeOffset? JudgedAt { get; init; }

    public DateTimeOffset? HandledAt { get; init; }

    /// <summary>Of the first answer; a later one keeps this.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    public DateTimeOffset? BriefedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Rises by one with every stored change.</summary>
    public int Version { get; init; } = 1;

    /// <summary>What it was opened from; one open case for each.</summary>
    [JsonIgnore]
    public string Origin => AlertId is not null ? OfAlert(AlertId) : OfStory(StoryId ?? "");

    public static string OfAlert(string alertId) => "alert:" + alertId;

    public static string OfStory(string storyId) => "story:" + storyId;
}
