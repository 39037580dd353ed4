using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Security;

namespace Monitor.Storage.Sqlite.Ledger;

/// <inheritdoc cref="ILedger"/>
internal sealed partial class SqliteLedger(Database database) : ILedger
{
    public Task CommitAsync(JudgeOutcome outcome, CancellationToken ct) => database.WriteAsync((c, t) => Store(c, t, outcome), ct);

    public Task<IReadOnlyList<Alert>> OpenAlertsAsync(CancellationToken ct) => database.ReadAsync<IReadOnlyList<Alert>>(AlertRows.Open, ct);

    public Task<Alert?> AlertAsync(string id, CancellationToken ct) => database.ReadAsync(c => AlertRows.One(c, id), ct);

    public Task<IReadOnlyList<Alert>> AlertsAsync(DateTimeOffset since, int limit, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Alert>>(c => AlertRows.Since(c, since, limit), ct);

    public Task<IReadOnlyList<Decision>> DecisionsAsync(string? alertId, int limit, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Decision>>(c =>
            [.. c.Query<string>("SELECT body FROM decisions WHERE @alertId IS NULL OR alert_id = @alertId ORDER BY seq DESC LIMIT @limit", new { alertId, limit })
                .Select(Json.Read<Decision>)], ct);

    public Task<IReadOnlyList<Decision>> DecisionsOfAsync(string fingerprint, int limit, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Decision>>(c =>
            [.. c.Query<string>("SELECT body FROM decisions WHERE fingerprint = @fingerprint ORDER BY seq DESC LIMIT @limit", new { fingerprint, limit })
                .Select(Json.Read<Decision>)], ct);

    public Task<Standing> StandingAsync(DateTimeOffset now, CancellationToken ct) => database.ReadAsync(c => StandingRows.Read(c, now), ct);

    public Task SaveSilenceAsync(Silence silence, CancellationToken ct) => database.WriteAsync((c, t) => StandingRows.Save(c, t, silence), ct);

    public Task<IReadOnlyList<Silence>> SilencesAsync(int limit, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Silence>>(c => StandingRows.Silences(c, limit), ct);

    public Task<IReadOnlyList<string>> DueChannelsAsync(DateTimeOffset now, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<string>>(c => OutboxRows.DueChannels(c, now), ct);

    public Task<LeasedNotice?> LeaseAsync(string channel, TimeSpan lease, DateTimeOffset now, CancellationToken ct) =>
        database.WriteAsync((c, t) => OutboxRows.Lease(c, t, channel, lease, now), ct);

    public Task<bool> SettleAsync(LeasedNotice leased, Receipt receipt, DateTimeOffset now, DateTimeOffset? notBefore, CancellationToken ct) =>
        database.WriteAsync((c, t) => OutboxRows.Settle(c, t, leased, receipt, now, notBefore), ct);

    public Task<IReadOnlyList<NoticeRecord>> NoticesAsync(string? alertId, int limit, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<NoticeRecord>>(c => OutboxRows.Read(c, alertId, limit), ct);

    public Task<User?> UserAsync(string name, CancellationToken ct) => database.ReadAsync(c => UserRows.Read(c, name).FirstOrDefault(), ct);

    public Task<IReadOnlyList<User>> UsersAsync(CancellationToken ct) => database.ReadAsync<IReadOnlyList<User>>(c => UserRows.Read(c, null), ct);

    public Task SaveUserAsync(User user, CancellationToken ct) => database.WriteAsync((c, t) => UserRows.Save(c, t, user), ct);

    public Task<string?> SettingAsync(string key, CancellationToken ct) => database.ReadAsync(
        c => c.QuerySingleOrDefault<string?>("SELECT value FROM settings WHERE key = @key", new { key }), ct);

    public Task SetSettingAsync(string key, string value, CancellationToken ct) => database.WriteAsync((c, t) => Remember(c, t, key, value), ct);

    public Task SaveLabelAsync(PostLabel label, CancellationToken ct) => database.WriteAsync((c, t) => FeedbackRows.Save(c, t, label), ct);

    public Task<IReadOnlyList<PostLabel>> LabelsAsync(string? postId, int limit, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<PostLabel>>(c => FeedbackRows.Labels(c, postId, limit), ct);

    public Task<IReadOnlyList<LabelCount>> LabelCountsAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<LabelCount>>(FeedbackRows.Counts, ct);

    public Task<int> PruneLabelsAsync(DateTimeOffset now, CancellationToken ct) => database.WriteAsync((c, t) => FeedbackRows.Prune(c, t, now), ct);

    public Task SaveVerdictAsync(AlertVerdict verdict, CancellationToken ct) => database.WriteAsync((c, t) => FeedbackRows.Save(c, t, verdict), ct);

    public Task<AlertVerdict?> VerdictAsync(string alertId, CancellationToken ct) =>
        database.ReadAsync(c => FeedbackRows.Verdicts(c, alertId, 1).FirstOrDefault(), ct);

    public Task<IReadOnlyList<AlertVerdict>> VerdictsAsync(int limit, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<AlertVerdict>>(c => FeedbackRows.Verdicts(c, null, limit), ct);

    private static void Store(SqliteConnection c, SqliteTransaction t, JudgeOutcome outcome)
    {
        foreach (var alert in outcome.Changed) AlertRows.Save(c, t, alert);
        DecisionRows.Add(c, t, outcome.Decisions);
        foreach (var notice in outcome.Notices) OutboxRows.Add(c, t, notice);
        StandingRows.Hold(c, t, outcome.Held, outcome.Unheld);
        foreach (var (key, value) in outcome.Settings) Remember(c, t, key, value);
        foreach (var act in outcome.Acts) AuditRows.Add(c, t, act);
    }

    private static void Remember(SqliteConnection connection, SqliteTransaction transaction, string key, string value)
    {
        using var statement = new Statement(connection, transaction, "INSERT INTO settings VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = $2");
        statement.Run(key, value);
    }
}
