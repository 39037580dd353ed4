using Monitor.Core.Cases;
using Monitor.Core.Security;

namespace Monitor.Storage.Sqlite.Ledger;

internal sealed partial class SqliteLedger
{
    public Task SaveCaseAsync(Case changed, AuditEntry act, CancellationToken ct) => database.WriteAsync((c, t) =>
    {
        CaseRows.Save(c, t, changed);
        AuditRows.Add(c, t, act);
    }, ct);

    public Task<Case?> CaseAsync(string id, CancellationToken ct) => database.ReadAsync(c => CaseRows.One(c, id), ct);

    public Task<IReadOnlyList<Case>> CasesOfAsync(string origin, CancellationToken ct) => database.ReadAsync<IReadOnlyList<Case>>(c => CaseRows.Of(c, origin), ct);

    public Task<IReadOnlyList<Case>> CasesAsync(DateTimeOffset since, int limit, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Case>>(c => CaseRows.Since(c, since, limit), ct);

    public Task AuditAsync(AuditEntry entry, CancellationToken ct) => database.WriteAsync((c, t) => AuditRows.Add(c, t, entry), ct);

    public Task<IReadOnlyList<AuditEntry>> AuditTrailAsync(int limit, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<AuditEntry>>(c => AuditRows.Newest(c, null, limit), ct);

    public Task<IReadOnlyList<AuditEntry>> AuditOfAsync(string subject, int limit, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<AuditEntry>>(c => AuditRows.Newest(c, subject, limit), ct);

    public Task<IReadOnlyList<ChainedEntry>> AuditChainAsync(long after, int limit, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<ChainedEntry>>(c => AuditRows.Chain(c, after, limit), ct);
}
