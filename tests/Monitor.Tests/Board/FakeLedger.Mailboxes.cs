using Monitor.Core.Alerts;
using Monitor.Core.Security;

namespace Monitor.Tests.Board;

internal sealed partial class FakeLedger
{
    public List<Mailbox> Mailboxes { get; } = [];

    public Task<IReadOnlyList<Mailbox>> MailboxesAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<Mailbox>>([.. Mailboxes]);

    public async Task SaveMailboxAsync(Mailbox mailbox, AuditEntry act, CancellationToken ct)
    {
        Mailboxes.RemoveAll(m => m.User == mailbox.User);
        Mailboxes.Add(mailbox);
        await AuditAsync(act, ct);
    }

    public async Task RemoveMailboxAsync(string user, AuditEntry act, CancellationToken ct)
    {
        Mailboxes.RemoveAll(m => m.User == user);
        await AuditAsync(act, ct);
    }
}
