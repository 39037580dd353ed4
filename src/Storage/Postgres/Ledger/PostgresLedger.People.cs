using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Security;

namespace Monitor.Storage.Postgres.Ledger;

internal sealed partial class PostgresLedger
{
    public Task<bool> UseLinkAsync(LinkUse use, JudgeOutcome outcome, AuditEntry act, CancellationToken ct) => database.WriteAsync(async s =>
    {
        if (!await PgLinks.UseAsync(s, use)) return false;
        await StoreAsync(s, outcome);
        await PgAudit.AddAsync(s, act);
        return true;
    }, ct);

    public Task<LinkUse?> LinkUseAsync(string id, CancellationToken ct) => database.ReadAsync(s => PgLinks.OneAsync(s, id), ct);

    public Task<int> PruneLinksAsync(DateTimeOffset now, CancellationToken ct) => database.WriteAsync(s => PgLinks.PruneAsync(s, now), ct);

    public Task<IReadOnlyList<Mailbox>> MailboxesAsync(CancellationToken ct) => database.ReadAsync(PgUsers.MailboxesAsync, ct);

    public Task SaveMailboxAsync(Mailbox mailbox, AuditEntry act, CancellationToken ct) => database.WriteAsync(async s =>
    {
        await PgUsers.SaveAsync(s, mailbox);
        await PgAudit.AddAsync(s, act);
    }, ct);

    public Task RemoveMailboxAsync(string user, AuditEntry act, CancellationToken ct) => database.WriteAsync(async s =>
    {
        await PgUsers.RemoveMailboxAsync(s, user);
        await PgAudit.AddAsync(s, act);
    }, ct);

    public Task<bool> HoldAsync(string lease, string holder, TimeSpan length, DateTimeOffset now, CancellationToken ct) => database.WriteAsync(s => PgLeases.HoldAsync(s, lease, holder, length), ct);

    public Task ReleaseAsync(string lease, string holder, CancellationToken ct) => database.WriteAsync(s => PgLeases.ReleaseAsync(s, lease, holder), ct);

    public Task<IReadOnlyList<LeaseState>> LeasesAsync(DateTimeOffset now, CancellationToken ct) => database.ReadAsync(PgLeases.ReadAsync, ct);
}
