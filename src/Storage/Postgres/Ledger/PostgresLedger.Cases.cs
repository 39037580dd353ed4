using Monitor.Core.Cases;
using Monitor.Core.Security;

namespace Monitor.Storage.Postgres.Ledger;

internal sealed partial class PostgresLedger
{
    public Task SaveCaseAsync(Case changed, AuditEntry act, CancellationToken ct) => database.WriteAsync(async s =>
    {
        await PgCases.SaveAsync(s, changed);
        await PgAudit.AddAsync(s, act);
    }, ct);

    public Task<Case?> CaseAsync(string id, CancellationToken ct) => database.ReadAsync(s => PgCases.OneAsync(s, id), ct);

    public Task<IReadOnlyList<Case>> CasesOfAsync(string origin, CancellationToken ct) => database.ReadAsync(s => PgCases.OfAsync(s, origin), ct);

    public Task<IReadOnlyList<Case>> CasesAsync(DateTimeOffset since, int limit, CancellationToken ct) => database.ReadAsync(s => PgCases.SinceAsync(s, since, limit), ct);

    public Task AuditAsync(AuditEntry entry, CancellationToken ct) => database.WriteAsync(s => PgAudit.AddAsync(s, entry), ct);

    public Task<IReadOnlyList<AuditEntry>> AuditTrailAsync(int limit, CancellationToken ct) => database.ReadAsync(s => PgAudit.NewestAsync(s, null, limit), ct);

    public Task<IReadOnlyList<AuditEntry>> AuditOfAsync(string subject, int limit, CancellationToken ct) => database.ReadAsync(s => PgAudit.NewestAsync(s, subject, limit), ct);

    public Task<IReadOnlyList<ChainedEntry>> AuditChainAsync(long after, int limit, CancellationToken ct) => database.ReadAsync(s => PgAudit.ChainAsync(s, after, limit), ct);
}
