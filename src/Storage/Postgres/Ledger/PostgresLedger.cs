using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Security;

namespace Monitor.Storage.Postgres.Ledger;

/// <inheritdoc cref="ILedger"/>
internal sealed partial class PostgresLedger(PostgresDatabase database) : ILedger
{
    public Task CommitAsync(JudgeOutcome outcome, CancellationToken ct) => database.WriteAsync(s => StoreAsync(s, outcome), ct);

    public Task<IReadOnlyList<Alert>> OpenAlertsAsync(CancellationToken ct) => database.ReadAsync(PgAlerts.OpenAsync, ct);

    public Task<Alert?> AlertAsync(string id, CancellationToken ct) => database.ReadAsync(s => PgAlerts.OneAsync(s, id), ct);

    public Task<IReadOnlyList<Alert>> AlertsAsync(DateTimeOffset since, int limit, CancellationToken ct) => database.ReadAsync(s => PgAlerts.SinceAsync(s, since, limit), ct);

    public Task<IReadOnlyList<Decision>> DecisionsAsync(string? alertId, int limit, CancellationToken ct) => database.ReadAsync(s => PgDecisions.OfAlertAsync(s, alertId, limit), ct);

    public Task<IReadOnlyList<Decision>> DecisionsOfAsync(string fingerprint, int limit, CancellationToken ct) => database.ReadAsync(s => PgDecisions.OfAsync(s, fingerprint, limit), ct);

    public Task<Standing> StandingAsync(DateTimeOffset now, CancellationToken ct) => database.ReadAsync(s => PgStanding.ReadAsync(s, now), ct);

    public Task SaveSilenceAsync(Silence silence, CancellationToken ct) => database.WriteAsync(s => PgStanding.SaveAsync(s, silence), ct);

    public Task<IReadOnlyList<Silence>> SilencesAsync(int limit, CancellationToken ct) => database.ReadAsync(s => PgStanding.SilencesAsync(s, limit), ct);

    public Task<IReadOnlyList<string>> DueChannelsAsync(DateTimeOffset now, CancellationToken ct) => database.ReadAsync(s => PgOutbox.DueChannelsAsync(s, now), ct);

    public Task<LeasedNotice?> LeaseAsync(string channel, TimeSpan lease, DateTimeOffset now, CancellationToken ct) => database.WriteAsync(s => PgOutbox.LeaseAsync(s, channel, lease, now), ct);

    public Task<bool> SettleAsync(LeasedNotice leased, Receipt receipt, DateTimeOffset now, DateTimeOffset? notBefore, CancellationToken ct) =>
        database.WriteAsync(s => PgOutbox.SettleAsync(s, leased, receipt, now, notBefore), ct);

    public Task<IReadOnlyList<NoticeRecord>> NoticesAsync(string? alertId, int limit, CancellationToken ct) => database.ReadAsync(s => PgOutbox.ReadAsync(s, alertId, limit), ct);

    public Task<User?> UserAsync(string name, CancellationToken ct) => database.ReadAsync(async s => (await PgUsers.ReadAsync(s, name)).FirstOrDefault(), ct);

    public Task<IReadOnlyList<User>> UsersAsync(CancellationToken ct) => database.ReadAsync(s => PgUsers.ReadAsync(s, null), ct);

    public Task SaveUserAsync(User user, CancellationToken ct) => database.WriteAsync(s => PgUsers.SaveAsync(s, user), ct);

    public Task<string?> SettingAsync(string key, CancellationToken ct) => database.ReadAsync(s => PgSettings.GetAsync(s, key), ct);

    public Task SetSettingAsync(string key, string value, CancellationToken ct) => database.WriteAsync(s => PgSettings.SetAsync(s, key, value), ct);

    public Task SaveLabelAsync(PostLabel label, CancellationToken ct) => database.WriteAsync(s => PgFeedback.SaveAsync(s, label), ct);

    public Task<IReadOnlyList<PostLabel>> LabelsAsync(string? postId, int limit, CancellationToken ct) => database.ReadAsync(s => PgFeedback.LabelsAsync(s, postId, limit), ct);

    public Task<IReadOnlyList<LabelCount>> LabelCountsAsync(CancellationToken ct) => database.ReadAsync(PgFeedback.CountsAsync, ct);

    public Task<int> PruneLabelsAsync(DateTimeOffset now, CancellationToken ct) => database.WriteAsync(s => PgFeedback.PruneAsync(s, now), ct);

    public Task SaveVerdictAsync(AlertVerdict verdict, CancellationToken ct) => database.WriteAsync(s => PgFeedback.SaveAsync(s, verdict), ct);

    public Task<AlertVerdict?> VerdictAsync(string alertId, CancellationToken ct) => database.ReadAsync(async s => (await PgFeedback.VerdictsAsync(s, alertId, 1)).FirstOrDefault(), ct);

    public Task<IReadOnlyList<AlertVerdict>> VerdictsAsync(int limit, CancellationToken ct) => database.ReadAsync(s => PgFeedback.VerdictsAsync(s, null, limit), ct);

    /// <summary>Acts come last: from there on every other writer of the trail waits.</summary>
    private static async Task StoreAsync(Session s, JudgeOutcome outcome)
    {
        // In one order, so that two outcomes that touch the same alerts wait for each other instead of both failing.
        foreach (var alert in outcome.Changed.OrderBy(a => a.Id, StringComparer.Ordinal)) await PgAlerts.SaveAsync(s, alert);
        await PgDecisions.AddAsync(s, outcome.Decisions);
        foreach (var notice in outcome.Notices) await PgOutbox.AddAsync(s, notice);
        await PgStanding.HoldAsync(s, outcome.Held, outcome.Unheld);
        foreach (var (key, value) in outcome.Settings.OrderBy(p => p.Key, StringComparer.Ordinal)) await PgSettings.SetAsync(s, key, value);
        foreach (var act in outcome.Acts) await PgAudit.AddAsync(s, act);
    }
}
