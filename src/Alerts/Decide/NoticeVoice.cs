using Monitor.Core.Alerts;

namespace Monitor.Alerts.Decide;

/// <summary>Writes what the alert book decided to say.</summary>
/// <param name="One">One notice for an alert, a kind, a channel id and a moment; its id must be the idempotency key.</param>
/// <param name="Summary">One notice that lists what waited, for a channel id and a moment.</param>
public sealed record NoticeVoice(
    Func<Alert, NoticeKind, string, DateTimeOffset, Notice> One,
    Func<IReadOnlyList<HeldNotice>, string, DateTimeOffset, Notice> Summary);
