namespace Monitor.Core.Alerts;

public enum NoticeKind { Opened, Escalated, Resolved, Digest, Test }

/// <summary>One message to one channel; lives in the outbox until delivered or dead.</summary>
public sealed record Notice
{
    /// <summary>Idempotency key: alert id, version, kind and channel. The same state change can never enter twice.</summary>
    public required string Id { get; init; }

    public string? AlertId { get; init; }

    public required NoticeKind Kind { get; init; }

    /// <summary>Channel id from config.</summary>
    public required string Channel { get; init; }

    public required WarningLevel Level { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public string? Html { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public int Attempts { get; init; }

    public DateTimeOffset NotBefore { get; init; }
}

public enum DeliveryOutcome { Delivered, RetryLater, Permanent }

/// <summary>What the channel truly answered.</summary>
/// <param name="Outcome">Class of the answer, read from its body where the protocol puts it there.</param>
/// <param name="Detail">Raw code and redacted answer; never a secret.</param>
/// <param name="RetryAfter">Delay the channel asked for, if it did.</param>
public sealed record Receipt(DeliveryOutcome Outcome, string Detail, TimeSpan? RetryAfter = null);

public enum NoticeStatus { Waiting, Leased, Delivered, Dead }

/// <summary>A notice with its delivery story, for the board.</summary>
public sealed record NoticeRecord(Notice Notice, NoticeStatus Status, string? LastDetail, DateTimeOffset? DeliveredAt);
