using Monitor.Core.Alerts;
using Monitor.Core.Security;

namespace Monitor.Storage.Postgres.Ledger;

/// <summary>People and their mailboxes. A name is the same however its letters are written.</summary>
internal static class PgUsers
{
    public static async Task<IReadOnlyList<User>> ReadAsync(Session s, string? name) => name?.Contains('\0', StringComparison.Ordinal) == true ? [] :
        [.. (await s.ReadAsync<(string Name, int Role, string Hash, bool MustChange, int Failed, long? LockedUntil)>("""
            SELECT name, role, password_hash, must_change, failed, locked_until FROM users WHERE @name::text IS NULL OR lower(name) = lower(@name) ORDER BY lower(name)
            """, new { name }))
            .Select(r => new User(r.Name, (Role)r.Role, r.Hash, r.MustChange, r.Failed, r.LockedUntil is { } at ? Instants.At(at) : null))];

    public static Task<int> SaveAsync(Session s, User user) => s.RunAsync("""
        INSERT INTO users (name, role, password_hash, must_change, failed, locked_until) VALUES (@Name, @role, @PasswordHash, @MustChangePassword, @FailedSignIns, @until)
        ON CONFLICT (lower(name)) DO UPDATE SET role = @role, password_hash = @PasswordHash, must_change = @MustChangePassword, failed = @FailedSignIns, locked_until = @until
        """, new { user.Name, role = (int)user.Role, user.PasswordHash, user.MustChangePassword, user.FailedSignIns, until = user.LockedUntil?.Ms() });

    public static async Task<IReadOnlyList<Mailbox>> MailboxesAsync(Session s) =>
        [.. (await s.ReadAsync<(string User, string Address, bool Weekly, bool Daily)>("SELECT user_name, address, weekly, daily FROM mailboxes ORDER BY lower(user_name)"))
            .Select(r => new Mailbox(r.User, r.Address, r.Weekly, r.Daily))];

    public static Task<int> SaveAsync(Session s, Mailbox mailbox) => s.RunAsync("""
        INSERT INTO mailboxes (user_name, address, weekly, daily) VALUES (coalesce((SELECT name FROM users WHERE lower(name) = lower(@User)), @User), @Address, @Weekly, @Daily)
        ON CONFLICT (user_name) DO UPDATE SET address = @Address, weekly = @Weekly, daily = @Daily
        """, new { mailbox.User, mailbox.Address, mailbox.Weekly, mailbox.Daily });

    public static Task<int> RemoveMailboxAsync(Session s, string user) => s.RunAsync("DELETE FROM mailboxes WHERE lower(user_name) = lower(@user)", new { user });
}
