using Monitor.Core.Alerts;
using Monitor.Core.Security;

namespace Monitor.Core.Contracts;

/// <summary>Addresses and subscriptions of the board's people; a part of the ledger.</summary>
public interface IMailboxLedger
{
    /// <summary>By user name.</summary>
    Task<IReadOnlyList<Mailbox>> MailboxesAsync(CancellationToken ct);

    /// <summary>Stores the mailbox in place of the user's earlier one, and the act, in one transaction.</summary>
    Task SaveMailboxAsync(Mailbox mailbox, AuditEntry act, CancellationToken ct);

    /// <summary>The user gets no more letters; the address is forgotten.</summary>
    Task RemoveMailboxAsync(string user, AuditEntry act, CancellationToken ct);
}
