using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Security;

namespace Monitor.Tests.Board;

internal sealed partial class FakeLedger
{
    public List<LinkUse> Links { get; } = [];

    public async Task<bool> UseLinkAsync(LinkUse use, JudgeOutcome outcome, AuditEntry act, CancellationToken ct)
    {
        if (Links.Exists(l => l.Id == use.Id)) return false;
        await CommitAsync(outcome, ct);
        Links.Add(use);
        Trail.Add(act);
        return true;
    }

    public Task<LinkUse?> LinkUseAsync(string id, CancellationToken ct) => Task.FromResult(Links.Find(l => l.Id == id));

    public Task<int> PruneLinksAsync(DateTimeOffset now, CancellationToken ct) => Task.FromResult(Links.RemoveAll(l => l.Expires <= now));
}
