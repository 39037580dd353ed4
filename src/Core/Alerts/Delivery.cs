namespace Monitor.Core.Alerts;

/// <summary>One channel's failover as the ledger is asked about it.</summary>
/// <param name="Channel">Where the notices are stuck.</param>
/// <param name="To">Where their copies would go.</param>
/// <param name="Urgent">How long orange and red may stay undelivered.</param>
/// <param name="Calm">How long blue and yellow may.</param>
public sealed record FailoverWatch(string Channel, string To, TimeSpan Urgent, TimeSpan Calm);

/// <summary>A notice that does not arrive.</summary>
/// <param name="Notice">As stored, with its progress.</param>
/// <param name="Status">Dead, or still on its way.</param>
/// <param name="Since">From when its waiting counts.</param>
/// <param name="LastDetail">What the channel last answered.</param>
public sealed record StuckNotice(Notice Notice, NoticeStatus Status, DateTimeOffset Since, string? LastDetail);

/// <summary>What was decided about a stuck notice.</summary>
/// <param name="NoticeId">The stuck one.</param>
/// <param name="To">The failover channel.</param>
/// <param name="Copy">For that channel; null when it may not hear of it.</param>
/// <param name="Decision">Why, for `monitor why`.</param>
public sealed record HandOver(string NoticeId, string To, Notice? Copy, Decision Decision);

/// <summary>How a channel stands.</summary>
/// <param name="Channel">Its id.</param>
/// <param name="Waiting">Notices not delivered yet.</param>
/// <param name="Oldest">From when the waiting of the oldest of them counts.</param>
/// <param name="Highest">Highest level among them.</param>
/// <param name="Dead">Dead letters, those set aside left out.</param>
/// <param name="LastDetail">What it last answered.</param>
/// <param name="LastAt">When it was last spoken to.</param>
/// <param name="LastStatus">What that answer made of the notice.</param>
/// <param name="LastDelivered">When something last arrived.</param>
public sealed record ChannelStanding(
    string Channel, int Waiting, DateTimeOffset? Oldest, WarningLevel? Highest, int Dead,
    string? LastDetail, DateTimeOffset? LastAt, NoticeStatus? LastStatus, DateTimeOffset? LastDelivered);

/// <summary>A notice nobody tries any more.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Channel">Where it was to go.</param>
/// <param name="Notice">Null when this build cannot read it.</param>
/// <param name="Detail">Why.</param>
/// <param name="DiedAt">When; null for those of before this was kept.</param>
/// <param name="HandedTo">The failover channel that has a copy.</param>
public sealed record DeadLetter(string Id, string Channel, Notice? Notice, string? Detail, DateTimeOffset? DiedAt, string? HandedTo);
