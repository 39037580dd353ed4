using Monitor.Core.Security;
using Monitor.Core.Weaknesses;

namespace Monitor.Core.Contracts;

/// <summary>The register of weaknesses; a part of the ledger.</summary>
public interface IWeaknessLedger
{
    /// <summary>Stores new and changed weaknesses in one transaction, with the act of the person who changed them, if it was one.</summary>
    /// <returns>As stored, in the order given: a new one has got its <see cref="Weakness.Id"/>.</returns>
    /// <exception cref="InvalidOperationException">A version does not follow the stored one, or a new one is known already; nothing is stored.</exception>
    Task<IReadOnlyList<Weakness>> SaveWeaknessesAsync(IReadOnlyList<Weakness> changed, AuditEntry? act, CancellationToken ct);

    /// <param name="id">Its number for people, such as W-2026-0042.</param>
    Task<Weakness?> WeaknessAsync(string id, CancellationToken ct);

    /// <summary>All of one target, mended ones too; the first seen comes first.</summary>
    Task<IReadOnlyList<Weakness>> WeaknessesOfAsync(string targetId, CancellationToken ct);

    /// <summary>Not mended, or mended since then; the last first seen comes first.</summary>
    Task<IReadOnlyList<Weakness>> WeaknessesAsync(DateTimeOffset since, int limit, CancellationToken ct);
}
