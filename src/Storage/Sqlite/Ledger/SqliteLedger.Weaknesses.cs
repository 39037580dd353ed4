using Monitor.Core.Security;
using Monitor.Core.Weaknesses;

namespace Monitor.Storage.Sqlite.Ledger;

internal sealed partial class SqliteLedger
{
    public Task<IReadOnlyList<Weakness>> SaveWeaknessesAsync(IReadOnlyList<Weakness> changed, AuditEntry? act, CancellationToken ct) => database.WriteAsync<IReadOnlyList<Weakness>>((c, t) =>
    {
        List<Weakness> saved = [.. changed.Select(w => WeaknessRows.Save(c, t, w))];
        if (act is not null) AuditRows.Add(c, t, act);
        return saved;
    }, ct);

    public Task<Weakness?> WeaknessAsync(string id, CancellationToken ct) => database.ReadAsync(c => WeaknessRows.One(c, id), ct);

    public Task<IReadOnlyList<Weakness>> WeaknessesOfAsync(string targetId, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Weakness>>(c => WeaknessRows.Of(c, targetId), ct);

    public Task<IReadOnlyList<Weakness>> WeaknessesAsync(DateTimeOffset since, int limit, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Weakness>>(c => WeaknessRows.Since(c, since, limit), ct);
}
