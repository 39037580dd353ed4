using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Security;

namespace Monitor.Tests.Board;

internal sealed class FakeLedger : ILedger
{
    public List<Alert> Alerts { get; } = [];

    public List<Decision> Decisions { get; } = [];

    public List<NoticeRecord> Notices { get; } = [];

    public List<User> Users { get; } = [];

    public List<AuditEntry> Trail { get; } = [];

    public Task CommitAsync(JudgeOutcome outcome, CancellationToken ct)
    {
        foreach (var alert in outcome.Changed) Alerts[Alerts.FindIndex(a => a.Id == alert.Id)] = alert;
        Decisions.AddRange(outcome.Decisions);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Alert>> OpenAlertsAsync(CancellationToken ct) => List(Alerts.Where(a => a.State != AlertState.Resolved));

    public Task<Alert?> AlertAsync(string id, CancellationToken ct) => Task.FromResult(Alerts.FirstOrDefault(a => a.Id == id));

    public Task<IReadOnlyList<Alert>> AlertsAsync(DateTimeOffset since, int limit, CancellationToken ct) => List(Alerts);

    public Task<IReadOnlyList<Decision>> DecisionsAsync(string? alertId, int limit, CancellationToken ct) => List(Decisions.Where(d => d.AlertId == alertId));

    public Task<IReadOnlyList<string>> DueChannelsAsync(DateTimeOffset now, CancellationToken ct) => throw new NotSupportedException();

    public Task<LeasedNotice?> LeaseAsync(string channel, TimeSpan lease, DateTimeOffset now, CancellationToken ct) => throw new NotSupportedException();

    public Task<bool> SettleAsync(LeasedNotice leased, Receipt receipt, DateTimeOffset now, DateTimeOffset? notBefore, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<NoticeRecord>> NoticesAsync(string? alertId, int limit, CancellationToken ct) => List(Notices.Where(n => n.Notice.AlertId == alertId));

    public Task<User?> UserAsync(string name, CancellationToken ct) => Task.FromResult(Users.FirstOrDefault(u => u.Name == name));

    public Task<IReadOnlyList<User>> UsersAsync(CancellationToken ct) => List(Users);

    public Task SaveUserAsync(User user, CancellationToken ct)
    {
        Users.RemoveAll(u => u.Name == user.Name);
        Users.Add(user);
        return Task.CompletedTask;
    }

    public Task AuditAsync(AuditEntry entry, CancellationToken ct)
    {
        Trail.Add(entry);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<AuditEntry>> AuditTrailAsync(int limit, CancellationToken ct) => List(Trail);

    public Task<string?> SettingAsync(string key, CancellationToken ct) => Task.FromResult<string?>(null);

    public Task SetSettingAsync(string key, string value, CancellationToken ct) => Task.CompletedTask;

    private static Task<IReadOnlyList<T>> List<T>(IEnumerable<T> items) => Task.FromResult<IReadOnlyList<T>>([.. items]);
}
