using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Security;

namespace Monitor.Storage.Sqlite.Ledger;

internal sealed partial class SqliteLedger
{
    public Task<bool> UseLinkAsync(LinkUse use, JudgeOutcome outcome, AuditEntry act, CancellationToken ct) => database.WriteAsync((c, t) =>
    {
        if (!LinkRows.Use(c, t, use)) return false;
        Store(c, t, outcome);
        AuditRows.Add(c, t, act);
        return true;
    }, ct);

    public Task<LinkUse?> LinkUseAsync(string id, CancellationToken ct) => database.ReadAsync(c => LinkRows.One(c, id), ct);

    public Task<int> PruneLinksAsync(DateTimeOffset now, CancellationToken ct) => database.WriteAsync((c, t) => LinkRows.Prune(c, t, now), ct);
}
