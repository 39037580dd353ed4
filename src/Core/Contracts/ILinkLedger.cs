using Monitor.Core.Alerts;
using Monitor.Core.Security;

namespace Monitor.Core.Contracts;

/// <summary>Links that act once; a part of the ledger.</summary>
public interface ILinkLedger
{
    /// <summary>
    /// What the use of a link changes, the act, and that it was used, in one transaction. False, and nothing is stored, when it was used
    /// before: of two at once one wins.
    /// </summary>
    /// <exception cref="InvalidOperationException">An alert was changed by someone else; nothing is stored and the link is as good as before.</exception>
    Task<bool> UseLinkAsync(LinkUse use, JudgeOutcome outcome, AuditEntry act, CancellationToken ct);

    Task<LinkUse?> LinkUseAsync(string id, CancellationToken ct);

    /// <summary>Deletes the uses of links that have expired by then; returns how many.</summary>
    Task<int> PruneLinksAsync(DateTimeOffset now, CancellationToken ct);
}
