using Monitor.Core.Cases;
using Monitor.Core.Security;

namespace Monitor.Tests.Board;

internal sealed partial class FakeLedger
{
    public List<Case> Cases { get; } = [];

    public Task SaveCaseAsync(Case changed, AuditEntry act, CancellationToken ct)
    {
        var at = Cases.FindIndex(c => c.Id == changed.Id);
        if (at >= 0 && Cases[at].Version != changed.Version - 1) throw new InvalidOperationException("stale");
        if (at < 0 && Cases.Any(c => c.Origin == changed.Origin && c.State != CaseState.Closed)) throw new InvalidOperationException("open");
        if (at >= 0) Cases[at] = changed;
        else Cases.Add(changed);
        Trail.Add(act);
        return Task.CompletedTask;
    }

    public Task<Case?> CaseAsync(string id, CancellationToken ct) => Task.FromResult(Cases.FirstOrDefault(c => c.Id == id));

    public Task<IReadOnlyList<Case>> CasesOfAsync(string origin, CancellationToken ct) => List(Cases.Where(c => c.Origin == origin).OrderByDescending(c => c.OpenedAt));

    public Task<IReadOnlyList<Case>> CasesAsync(DateTimeOffset since, int limit, CancellationToken ct) => List(Cases);

    public Task<IReadOnlyList<AuditEntry>> AuditOfAsync(string subject, int limit, CancellationToken ct) => List(Trail.Where(e => e.Subject == subject).Reverse());

    public Task<IReadOnlyList<ChainedEntry>> AuditChainAsync(long after, int limit, CancellationToken ct) => throw new NotSupportedException();
}
