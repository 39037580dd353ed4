using Monitor.Core.Security;
using Monitor.Core.Weaknesses;

namespace Monitor.Tests.Board;

internal sealed partial class FakeLedger
{
    public List<Weakness> Weaknesses { get; } = [];

    public Task<IReadOnlyList<Weakness>> SaveWeaknessesAsync(IReadOnlyList<Weakness> changed, AuditEntry? act, CancellationToken ct)
    {
        foreach (var weakness in changed)
        {
            var at = Weaknesses.FindIndex(w => w.Fingerprint == weakness.Fingerprint);
            if (at >= 0 && Weaknesses[at].Version != weakness.Version - 1) throw new InvalidOperationException("stale");
            if (at >= 0) Weaknesses[at] = weakness;
            else Weaknesses.Add(weakness);
        }

        if (act is not null) Trail.Add(act);
        return List(changed);
    }

    public Task<Weakness?> WeaknessAsync(string id, CancellationToken ct) => Task.FromResult(Weaknesses.FirstOrDefault(w => w.Id == id));

    public Task<IReadOnlyList<Weakness>> WeaknessesOfAsync(string targetId, CancellationToken ct) => List(Weaknesses.Where(w => w.TargetId == targetId));

    public Task<IReadOnlyList<Weakness>> WeaknessesAsync(DateTimeOffset since, int limit, CancellationToken ct) =>
        List(Weaknesses.Where(w => w.FixedAt is null || w.FixedAt >= since).OrderByDescending(w => w.FirstSeen).Take(limit));
}
