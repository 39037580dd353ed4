using Monitor.Core.Cases;
using Monitor.Core.Security;

namespace Monitor.Core.Contracts;

/// <summary>Cases and the trail of what people did; a part of the ledger.</summary>
public interface ICaseLedger
{
    /// <summary>Stores the case and the act that changed it in one transaction: no step without its trace.</summary>
    /// <exception cref="InvalidOperationException">The version does not follow the stored one, or its origin has another open case; nothing is stored.</exception>
    Task SaveCaseAsync(Case changed, AuditEntry act, CancellationToken ct);

    Task<Case?> CaseAsync(string id, CancellationToken ct);

    /// <summary>Cases of an origin (see <see cref="Case.Origin"/>), newest first.</summary>
    Task<IReadOnlyList<Case>> CasesOfAsync(string origin, CancellationToken ct);

    /// <summary>Opened since then or still open; newest first.</summary>
    Task<IReadOnlyList<Case>> CasesAsync(DateTimeOffset since, int limit, CancellationToken ct);

    /// <summary>What was done to one subject, newest first.</summary>
    Task<IReadOnlyList<AuditEntry>> AuditOfAsync(string subject, int limit, CancellationToken ct);

    /// <summary>The trail with its hashes after that number, oldest first.</summary>
    Task<IReadOnlyList<ChainedEntry>> AuditChainAsync(long after, int limit, CancellationToken ct);
}
