using Monitor.Core.Alerts;
using Monitor.Core.Cases;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Security;

namespace Monitor.Tests.Host.Security;

/// <summary>Users and audit in memory; the rest of the ledger is not the door's business.</summary>
internal sealed partial class UserLedger : ILedger
{
    private readonly Dictionary<string, User> _users = [];

    public List<AuditEntry> Trail { get; } = [];

    public Task<User?> UserAsync(string name, CancellationToken ct) => Task.FromResult(_users.GetValueOrDefault(name));

    public Task<IReadOnlyList<User>> UsersAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<User>>([.. _users.Values]);

    public Task SaveUserAsync(User user, CancellationToken ct)
    {
        _users[user.Name] = user;
        return Task.CompletedTask;
    }

    public Task AuditAsync(AuditEntry entry, CancellationToken ct)
    {
        Trail.Add(entry);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<AuditEntry>> AuditTrailAsync(int limit, CancellationToken ct) => Task.FromResult<IReadOnlyList<AuditEntry>>(Trail);

    public Task CommitAsync(JudgeOutcome outcome, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<Alert>> OpenAlertsAsync(CancellationToken ct) => throw new NotSupportedException();

    public Task<Alert?> AlertAsync(string id, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<Alert>> AlertsAsync(DateTimeOffset since, int limit, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<Decision>> DecisionsAsync(string? alertId, int limit, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<Decision>> DecisionsOfAsync(string fingerprint, int limit, CancellationToken ct) => throw new NotSupportedException();

    public Task<Standing> StandingAsync(DateTimeOffset now, CancellationToken ct) => throw new NotSupportedException();

    public Task SaveSilenceAsync(Silence silence, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<Silence>> SilencesAsync(int limit, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> DueChannelsAsync(DateTimeOffset now, CancellationToken ct) => throw new NotSupportedException();

    public Task<LeasedNotice?> LeaseAsync(string channel, TimeSpan lease, DateTimeOffset now, CancellationToken ct) => throw new NotSupportedException();

    public Task<bool> SettleAsync(LeasedNotice leased, Receipt receipt, DateTimeOffset now, DateTimeOffset? notBefore, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<NoticeRecord>> NoticesAsync(string? alertId, int limit, CancellationToken ct) => throw new NotSupportedException();

    public Task<string?> SettingAsync(string key, CancellationToken ct) => throw new NotSupportedException();

    public Task SetSettingAsync(string key, string value, CancellationToken ct) => throw new NotSupportedException();

    public Task SaveLabelAsync(PostLabel label, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<PostLabel>> LabelsAsync(string? postId, int limit, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<LabelCount>> LabelCountsAsync(CancellationToken ct) => throw new NotSupportedException();

    public Task<int> PruneLabelsAsync(DateTimeOffset now, CancellationToken ct) => throw new NotSupportedException();

    public Task SaveVerdictAsync(AlertVerdict verdict, CancellationToken ct) => throw new NotSupportedException();

    public Task<AlertVerdict?> VerdictAsync(string alertId, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<AlertVerdict>> VerdictsAsync(int limit, CancellationToken ct) => throw new NotSupportedException();

    public Task SaveCaseAsync(Case changed, AuditEntry act, CancellationToken ct) => throw new NotSupportedException();

    public Task<Case?> CaseAsync(string id, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<Case>> CasesOfAsync(string origin, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<Case>> CasesAsync(DateTimeOffset since, int limit, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<AuditEntry>> AuditOfAsync(string subject, int limit, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<ChainedEntry>> AuditChainAsync(long after, int limit, CancellationToken ct) => throw new NotSupportedException();

    public Task<bool> UseLinkAsync(LinkUse use, JudgeOutcome outcome, AuditEntry act, CancellationToken ct) => throw new NotSupportedException();

    public Task<LinkUse?> LinkUseAsync(string id, CancellationToken ct) => throw new NotSupportedException();

    public Task<int> PruneLinksAsync(DateTimeOffset now, CancellationToken ct) => throw new NotSupportedException();
}
