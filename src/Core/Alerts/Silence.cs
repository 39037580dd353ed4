namespace Monitor.Core.Alerts;

/// <summary>A person's word that notices of some alerts are not wanted for a while. Alerts go on and are recorded; what was held is told when it ends.</summary>
public sealed record Silence
{
    public required string Id { get; init; }

    /// <summary>Detector kind; null = any.</summary>
    public string? Kind { get; init; }

    /// <summary>Subject of the alert; null = any.</summary>
    public string? Subject { get; init; }

    public Team? Team { get; init; }

    /// <summary>Highest level that is silenced: a rise above it is told. Null = every level.</summary>
    public WarningLevel? UpTo { get; init; }

    public required string Owner { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset Until { get; init; }

    public string? EndedBy { get; init; }

    /// <summary>When a person ended it before its time.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public bool IsOn(DateTimeOffset at) => From <= at && at < Until && EndedAt is null;

    public bool Covers(Alert alert, DateTimeOffset at) => IsOn(at)
        && (Kind is null || Kind == alert.Kind)
        && (Subject is null || Subject == alert.Subject)
        && (Team is null || Team == alert.Team)
        && !(alert.Level > UpTo);
}
