using Monitor.Core.Alerts;

namespace Monitor.Host.Drill.Reporting;

/// <summary>What an exercise showed; kept, so that the next one can be compared. Lengths of time are in seconds.</summary>
internal sealed record DrillReport
{
    public required string Id { get; init; }

    public required string Scenario { get; init; }

    public required string Title { get; init; }

    public bool Restricted { get; init; }

    public required string By { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FirstEventAt { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    public required DrillEnding EndReason { get; init; }

    public string? EndedBy { get; init; }

    public required DrillGoals Goals { get; init; }

    public required IReadOnlyList<DrillFinding> Steps { get; init; }

    public required IReadOnlyList<DrillChannel> Channels { get; init; }

    /// <summary>Alerts no step had asked for.</summary>
    public IReadOnlyList<DrillExtra> Others { get; init; } = [];

    /// <summary>Notices that quiet hours, caps or storms held back.</summary>
    public int Held { get; init; }

    public bool AllDetected => Steps.All(s => s.Detected);

    /// <summary>Every step detected, delivered and acknowledged within its goal.</summary>
    public bool AllWithinGoals => Steps.All(s => s is { DetectInTime: true, DeliverInTime: true, AcknowledgeInTime: true, CloseInTime: not false });
}

/// <param name="Close">0 = no goal.</param>
internal sealed record DrillGoals(double Detect, double Deliver, double Acknowledge, double Close);

/// <summary>One expected step and what became of it.</summary>
internal sealed record DrillFinding
{
    public required string Name { get; init; }

    public required string Kind { get; init; }

    public required WarningLevel Level { get; init; }

    public bool Detected { get; init; }

    public string? AlertId { get; init; }

    public string? AlertTitle { get; init; }

    public WarningLevel? ReachedLevel { get; init; }

    public DateTimeOffset? DetectedAt { get; init; }

    /// <summary>From the step's first event to the alert at the level asked for.</summary>
    public double? Detect { get; init; }

    public required double DetectGoal { get; init; }

    public bool DetectInTime { get; init; }

    public IReadOnlyList<DrillDelivery> Deliveries { get; init; } = [];

    /// <summary>At least one channel was told, and each of those in time.</summary>
    public bool DeliverInTime { get; init; }

    public string? AcknowledgedBy { get; init; }

    /// <summary>From the alert to the acknowledgement.</summary>
    public double? Acknowledge { get; init; }

    public bool AcknowledgeInTime { get; init; }

    public string? CaseId { get; init; }

    /// <summary>From the alert to the closed case.</summary>
    public double? Close { get; init; }

    /// <summary>Null = no goal.</summary>
    public bool? CloseInTime { get; init; }

    /// <summary>From the drill's first event to each.</summary>
    public DrillSinceFirst SinceFirst { get; init; } = new(null, null, null, null);
}

/// <summary>Counted from the drill's first event.</summary>
internal sealed record DrillSinceFirst(double? Detected, double? Delivered, double? Acknowledged, double? Closed);

/// <param name="After">From the alert's notice to the receipt; null = not delivered.</param>
/// <param name="Answer">What the channel answered last.</param>
internal sealed record DrillDelivery(string Channel, double? After, bool InTime, string? Answer);

internal sealed record DrillChannel(string Channel, int Notices, int Delivered, int Failed, int Waiting, string? LastFailure);

internal sealed record DrillExtra(string AlertId, string Kind, WarningLevel Level, string Title, double? SinceFirst);
