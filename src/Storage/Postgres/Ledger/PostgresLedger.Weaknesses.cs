using Monitor.Core.Security;
using Monitor.Core.Weaknesses;

namespace Monitor.Storage.Postgres.Ledger;

internal sealed partial class PostgresLedger
{
    public Task<IReadOnlyList<Weakness>> SaveWeaknessesAsync(IReadOnlyList<Weakness> changed, AuditEntry? act, CancellationToken ct) => database.WriteAsync(async s =>
    {
        var saved = await PgWeaknesses.SaveAsync(s, changed);
        if (act is not null) await PgAudit.AddAsync(s, act);
        return saved;
    }, ct);

    public Task<Weakness?> WeaknessAsync(string id, CancellationToken ct) => database.ReadAsync(s => PgWeaknesses.OneAsync(s, id), ct);

    public Task<IReadOnlyList<Weakness>> WeaknessesOfAsync(string targetId, CancellationToken ct) => database.ReadAsync(s => PgWeaknesses.OfAsync(s, targetId), ct);

    public Task<IReadOnlyList<Weakness>> WeaknessesAsync(DateTimeOffset since, int limit, CancellationToken ct) =>
        database.ReadAsync(s => PgWeaknesses.SinceAsync(s, since, limit), ct);
}
