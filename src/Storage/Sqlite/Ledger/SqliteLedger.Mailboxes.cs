using Monitor.Core.Alerts;
using Monitor.Core.Security;

namespace Monitor.Storage.Sqlite.Ledger;

internal sealed partial class SqliteLedger
{
    public Task<IReadOnlyList<Mailbox>> MailboxesAsync(CancellationToken ct) => database.ReadAsync<IReadOnlyList<Mailbox>>(MailboxRows.Read, ct);

    public Task SaveMailboxAsync(Mailbox mailbox, AuditEntry act, CancellationToken ct) => database.WriteAsync((c, t) =>
    {
        MailboxRows.Save(c, t, mailbox);
        AuditRows.Add(c, t, act);
    }, ct);

    public Task RemoveMailboxAsync(string user, AuditEntry act, CancellationToken ct) => database.WriteAsync((c, t) =>
    {
        MailboxRows.Remove(c, t, user);
        AuditRows.Add(c, t, act);
    }, ct);
}
