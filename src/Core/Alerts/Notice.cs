using System.Text.Json.Serialization;

namespace Monitor.Core.Alerts;

public enum NoticeKind { Opened, Escalated, Resolved, Digest, Test, Flapping, Settled, Reminder, PassedOn, Issued, Summary, CaseReminder, Drill, Brief }

/// <summary>One message to one channel; lives in the outbox until delivered or dead.</summary>
public sealed record Notice
{
    /// <summary>Idempotency key: alert id, version, kind and channel. The same state change can never enter twice.</summary>
    public required string Id { get; init; }

    public string? AlertId { get; init; }

    /// <summary>Detector kind of its alert or <see cref="SentMark.Summary"/>; null for letters and tests. Storms and caps count by it.</summary>
    public string? Topic { get; init; }

    public required NoticeKind Kind { get; init; }

    /// <summary>Channel id from config.</summary>
    public required string Channel { get; init; }

    public required WarningLevel Level { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public string? Html { get; init; }

    /// <summary>Of the words that channels add themselves.</summary>
    public Language Language { get; init; }

    /// <summary>Links of ours that <see cref="Text"/> holds.</summary>
    public IReadOnlyList<NoticeLink> Links { get; init; } = [];

    /// <summary>Addresses of this letter alone, in place of the channel's own; only mail knows them. Empty = the channel's.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>Files that go with it by mail; other channels carry the text only. Stored beside it and handed out with a lease only, so that no list of notices carries them.</summary>
    [JsonIgnore]
    public IReadOnlyList<NoticeAttachment> Attachments { get; init; } = [];

    /// <summary>Address that ends the subscription of the one who got this letter (RFC 8058); null when it is no subscription.</summary>
    public string? Unsubscribe { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public int Attempts { get; init; }

    public DateTimeOffset NotBefore { get; init; }

    /// <summary>What the channel's last attempt left for this one; see <see cref="Receipt.Progress"/>.</summary>
    public string? Progress { get; init; }

    /// <summary>Channels that did not deliver it, oldest first, when this is a failover copy; null for what was decided for its own channel.</summary>
    public IReadOnlyList<string>? FailedAt { get; init; }

    /// <summary>Set by <see cref="DrillMark"/> alone: the notice belongs to an exercise, and whatever a channel shows of it begins with this.</summary>
    public string? Mark { get; init; }
}

/// <summary>A notice taken for a while.</summary>
/// <param name="Notice">What to send.</param>
/// <param name="Token">Random per claim: only the holder of the newest claim may settle the notice.</param>
public sealed record LeasedNotice(Notice Notice, string Token)
{
    /// <summary>From when its trying counts: its making, or the last time a person had it sent again.</summary>
    public DateTimeOffset Since { get; init; } = Notice.CreatedAt;
}

public enum DeliveryOutcome { Delivered, RetryLater, Permanent }

/// <summary>What the channel truly answered.</summary>
/// <param name="Outcome">Class of the answer, read from its body where the protocol puts it there.</param>
/// <param name="Detail">Raw code and redacted answer; never a secret.</param>
/// <param name="RetryAfter">Delay the channel asked for, if it did.</param>
public sealed record Receipt(DeliveryOutcome Outcome, string Detail, TimeSpan? RetryAfter = null)
{
    /// <summary>
    /// With RetryLater, when a part already reached people: the notifier's own note of it, handed back as <see cref="Notice.Progress"/>
    /// at the next attempt. Null leaves an earlier note as it is.
    /// </summary>
    public string? Progress { get; init; }

    /// <summary>
    /// With RetryLater: the channel was not asked, our own rate limit had no room until <see cref="RetryAfter"/> has passed. No failed attempt:
    /// it neither lengthens the back-off nor counts towards giving up.
    /// </summary>
    public bool Held { get; init; }
}

public enum NoticeStatus { Waiting, Leased, Delivered, Dead }

/// <summary>A notice with its delivery story, for the board.</summary>
public sealed record NoticeRecord(Notice Notice, NoticeStatus Status, string? LastDetail, DateTimeOffset? DeliveredAt)
{
    /// <summary>The failover channel that got a copy.</summary>
    public string? HandedTo { get; init; }
}
