using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Security;

namespace Monitor.Tests.Board;

internal sealed partial class FakeLedger : ILedger
{
    public List<Alert> Alerts { get; } = [];

    public List<Decision> Decisions { get; } = [];

    public List<NoticeRecord> Notices { get; } = [];

    public List<User> Users { get; } = [];

    public List<AuditEntry> Trail { get; } = [];

    public List<PostLabel> Labels { get; } = [];

    public List<AlertVerdict> Verdicts { get; } = [];

    public Task CommitAsync(JudgeOutcome outcome, CancellationToken ct)
    {
        foreach (var alert in outcome.Changed) Alerts[Alerts.FindIndex(a => a.Id == alert.Id)] = alert;
        Decisions.AddRange(outcome.Decisions);
        Notices.AddRange(outcome.Notices.Select(n => new NoticeRecord(n, NoticeStatus.Waiting, null, null)));
        return Task.WhenAll(outcome.Acts.Select(a => AuditAsync(a, ct)));
    }

    public Task<IReadOnlyList<Alert>> OpenAlertsAsync(CancellationToken ct) => List(Alerts.Where(a => a.State != AlertState.Resolved));

    public Task<Alert?> AlertAsync(string id, CancellationToken ct) => Task.FromResult(Alerts.FirstOrDefault(a => a.Id == id));

    public Task<IReadOnlyList<Alert>> AlertsAsync(DateTimeOffset since, int limit, CancellationToken ct) => List(Alerts);

    public Task<IReadOnlyList<Decision>> DecisionsAsync(string? alertId, int limit, CancellationToken ct) => List(Decisions.Where(d => d.AlertId == alertId));

    public List<Silence> Silences { get; } = [];

    public Task<IReadOnlyList<Decision>> DecisionsOfAsync(string fingerprint, int limit, CancellationToken ct) => List(Decisions.Where(d => d.Fingerprint == fingerprint));

    public Task<Standing> StandingAsync(DateTimeOffset now, CancellationToken ct) => Task.FromResult(new Standing { Silences = [.. Silences.Where(s => s.IsOn(now))] });

    public Task SaveSilenceAsync(Silence silence, CancellationToken ct)
    {
        Silences.RemoveAll(s => s.Id == silence.Id);
        Silences.Add(silence);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Silence>> SilencesAsync(int limit, CancellationToken ct) => List(Silences.OrderByDescending(s => s.From).Take(limit));

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

    public System.Collections.Concurrent.ConcurrentDictionary<string, string> Settings { get; } = new();

    public Task<string?> SettingAsync(string key, CancellationToken ct) => Task.FromResult(Settings.GetValueOrDefault(key));

    public Task SetSettingAsync(string key, string value, CancellationToken ct)
    {
        Settings[key] = value;
        return Task.CompletedTask;
    }

    public Task SaveLabelAsync(PostLabel label, CancellationToken ct)
    {
        Labels.RemoveAll(l => l.PostId == label.PostId && l.Task == label.Task);
        Labels.Add(label);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<PostLabel>> LabelsAsync(string? postId, int limit, CancellationToken ct) =>
        List(Labels.Where(l => postId is null || l.PostId == postId).OrderByDescending(l => l.At).Take(limit));

    public Task<IReadOnlyList<LabelCount>> LabelCountsAsync(CancellationToken ct) =>
        List(Labels.GroupBy(l => l.Task).Select(g => new LabelCount(g.Key, g.Count(), g.Count(l => l.Agrees is not null), g.Count(l => l.Agrees == true))));

    public Task<int> PruneLabelsAsync(DateTimeOffset now, CancellationToken ct) => throw new NotSupportedException();

    public Task SaveVerdictAsync(AlertVerdict verdict, CancellationToken ct)
    {
        Verdicts.RemoveAll(v => v.AlertId == verdict.AlertId);
        Verdicts.Add(verdict);
        return Task.CompletedTask;
    }

    public Task<AlertVerdict?> VerdictAsync(string alertId, CancellationToken ct) => Task.FromResult(Verdicts.FirstOrDefault(v => v.AlertId == alertId));

    public Task<IReadOnlyList<AlertVerdict>> VerdictsAsync(int limit, CancellationToken ct) => List(Verdicts.OrderByDescending(v => v.At).Take(limit));

    private static Task<IReadOnlyList<T>> List<T>(IEnumerable<T> items) => Task.FromResult<IReadOnlyList<T>>([.. items]);
}
