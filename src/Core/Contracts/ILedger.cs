using Monitor.Core.Alerts;
using Monitor.Core.Judgements;
using Monitor.Core.Security;

namespace Monitor.Core.Contracts;

/// <summary>Small and transactional: alerts, outbox, decisions, cases, users, audit, labels, settings.</summary>
public interface ILedger : ICaseLedger, IWeaknessLedger, IDeliveryLedger, ILinkLedger, IMailboxLedger, ILeaseLedger, IFactorLedger
{
    /// <summary>Alert changes, decisions and notices in one transaction. A notice id seen before is ignored; an alert with a stale version is refused.</summary>
    /// <exception cref="InvalidOperationException">A version does not follow the stored one, or a fingerprint would have two open alerts; nothing is stored.</exception>
    Task CommitAsync(JudgeOutcome outcome, CancellationToken ct);

    Task<IReadOnlyList<Alert>> OpenAlertsAsync(CancellationToken ct);

    Task<Alert?> AlertAsync(string id, CancellationToken ct);

    /// <summary>Opened since then or still open; newest first.</summary>
    Task<IReadOnlyList<Alert>> AlertsAsync(DateTimeOffset since, int limit, CancellationToken ct);

    Task<IReadOnlyList<Decision>> DecisionsAsync(string? alertId, int limit, CancellationToken ct);

    /// <summary>Decisions about one fingerprint over all its alerts, newest first.</summary>
    Task<IReadOnlyList<Decision>> DecisionsOfAsync(string fingerprint, int limit, CancellationToken ct);

    /// <summary>Silences not over yet, what waits for summaries, and the notices made since <paramref name="now"/> minus 24 hours.</summary>
    Task<Standing> StandingAsync(DateTimeOffset now, CancellationToken ct);

    /// <summary>Stores a silence in place of an earlier state of it.</summary>
    Task SaveSilenceAsync(Silence silence, CancellationToken ct);

    /// <summary>All silences, past ones too; the latest first.</summary>
    Task<IReadOnlyList<Silence>> SilencesAsync(int limit, CancellationToken ct);

    /// <summary>Channels that have a notice to take now.</summary>
    Task<IReadOnlyList<string>> DueChannelsAsync(DateTimeOffset now, CancellationToken ct);

    /// <summary>
    /// Takes the channel's most severe due notice for the lease's length; null when there is none. Of one alert the oldest unfinished
    /// notice comes first; one that has reached some of its recipients (it has progress) no longer holds back its successors.
    /// </summary>
    Task<LeasedNotice?> LeaseAsync(string channel, TimeSpan lease, DateTimeOffset now, CancellationToken ct);

    /// <summary>
    /// Records the answer. RetryLater puts the notice back until <paramref name="notBefore"/>; Permanent makes it a dead letter.
    /// False, and nothing is changed, when the lease ran out and someone else took the notice or settled it.
    /// </summary>
    Task<bool> SettleAsync(LeasedNotice leased, Receipt receipt, DateTimeOffset now, DateTimeOffset? notBefore, CancellationToken ct);

    Task<IReadOnlyList<NoticeRecord>> NoticesAsync(string? alertId, int limit, CancellationToken ct);

    Task<User?> UserAsync(string name, CancellationToken ct);

    Task<IReadOnlyList<User>> UsersAsync(CancellationToken ct);

    Task SaveUserAsync(User user, CancellationToken ct);

    Task AuditAsync(AuditEntry entry, CancellationToken ct);

    Task<IReadOnlyList<AuditEntry>> AuditTrailAsync(int limit, CancellationToken ct);

    Task<string?> SettingAsync(string key, CancellationToken ct);

    Task SetSettingAsync(string key, string value, CancellationToken ct);

    /// <summary>Stores a label in place of an earlier one of the same post and task.</summary>
    Task SaveLabelAsync(PostLabel label, CancellationToken ct);

    /// <summary>Labels of one post, or of all; newest first.</summary>
    Task<IReadOnlyList<PostLabel>> LabelsAsync(string? postId, int limit, CancellationToken ct);

    /// <summary>Counts by task, in the order of <see cref="LabelTasks.All"/>; tasks without labels are absent.</summary>
    Task<IReadOnlyList<LabelCount>> LabelCountsAsync(CancellationToken ct);

    /// <summary>Deletes the labels that expire at this moment or before; returns how many.</summary>
    Task<int> PruneLabelsAsync(DateTimeOffset now, CancellationToken ct);

    /// <summary>Stores a verdict in place of an earlier one of the same alert.</summary>
    Task SaveVerdictAsync(AlertVerdict verdict, CancellationToken ct);

    Task<AlertVerdict?> VerdictAsync(string alertId, CancellationToken ct);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<AlertVerdict>> VerdictsAsync(int limit, CancellationToken ct);
}
