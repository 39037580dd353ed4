using Monitor.Core.Alerts;
using Monitor.Core.Security;

namespace Monitor.Storage.Postgres.Ledger;

/// <summary>People and their mailboxes. A name is the same however its letters are written.</summary>
internal static class PgUsers
{
    public static async Task<IReadOnlyList<User>> ReadAsync(Session s, string? name) => name?.Contains('\0', StringComparison.Ordinal) == true ? [] :
        [.. (await s.ReadAsync<Row>("""
            SELECT name, role, password_hash AS hash, must_change AS mustChange, failed, locked_until AS lockedUntil, epoch, disabled, issuer, subject, secret, step, recovery
            FROM users LEFT JOIN second_factors ON lower(user_name) = lower(name) WHERE @name::text IS NULL OR lower(name) = lower(@name) ORDER BY lower(name)
            """, new { name })).Select(r => r.ToUser())];

    public static Task<int> SaveAsync(Session s, User user) => s.RunAsync("""
        INSERT INTO users (name, role, password_hash, must_change, failed, locked_until, epoch, disabled, issuer, subject)
        VALUES (@Name, @role, @PasswordHash, @MustChangePassword, @FailedSignIns, @until, @Epoch, @Disabled, @issuer, @subject)
        ON CONFLICT (lower(name)) DO UPDATE SET role = @role, password_hash = @PasswordHash, must_change = @MustChangePassword, failed = @FailedSignIns, locked_until = @until,
        epoch = @Epoch, disabled = @Disabled, issuer = @issuer, subject = @subject
        """, new { user.Name, role = (int)user.Role, user.PasswordHash, user.MustChangePassword, user.FailedSignIns, until = user.LockedUntil?.Ms(), user.Epoch, user.Disabled, issuer = user.Identity?.Issuer, subject = user.Identity?.Subject });

    public static async Task SaveFactorAsync(Session s, string user, SecondFactor? factor)
    {
        await s.RunAsync("DELETE FROM second_factors WHERE lower(user_name) = lower(@user)", new { user });
        if (factor is null) return;
        await s.RunAsync("INSERT INTO second_factors (user_name, secret, step, recovery) VALUES ((SELECT name FROM users WHERE lower(name) = lower(@user)), @SealedSecret, @LastStep, @recovery)",
            new { user, factor.SealedSecret, factor.LastStep, recovery = FactorText.Join(factor.RecoveryHashes) });
    }

    public static async Task<bool> SpendStepAsync(Session s, string user, long step) =>
        await s.RunAsync("UPDATE second_factors SET step = @step WHERE lower(user_name) = lower(@user) AND step < @step", new { user, step }) == 1;

    public static async Task<bool> SpendRecoveryAsync(Session s, string user, string hash) =>
        await s.RunAsync("UPDATE second_factors SET recovery = replace(recovery, @line, '') WHERE lower(user_name) = lower(@user) AND position(@line in recovery) > 0", new { user, line = FactorText.Of(hash) }) == 1;

    public static async Task<IReadOnlyList<Mailbox>> MailboxesAsync(Session s) =>
        [.. (await s.ReadAsync<(string User, string Address, bool Weekly, bool Daily)>("SELECT user_name, address, weekly, daily FROM mailboxes ORDER BY lower(user_name)"))
            .Select(r => new Mailbox(r.User, r.Address, r.Weekly, r.Daily))];

    public static Task<int> SaveAsync(Session s, Mailbox mailbox) => s.RunAsync("""
        INSERT INTO mailboxes (user_name, address, weekly, daily) VALUES (coalesce((SELECT name FROM users WHERE lower(name) = lower(@User)), @User), @Address, @Weekly, @Daily)
        ON CONFLICT (user_name) DO UPDATE SET address = @Address, weekly = @Weekly, daily = @Daily
        """, new { mailbox.User, mailbox.Address, mailbox.Weekly, mailbox.Daily });

    public static Task<int> RemoveMailboxAsync(Session s, string user) => s.RunAsync("DELETE FROM mailboxes WHERE lower(user_name) = lower(@user)", new { user });

    private sealed record Row(
        string Name, int Role, string Hash, bool MustChange, int Failed, long? LockedUntil, int Epoch, bool Disabled, string? Issuer, string? Subject, string? Secret, long? Step, string? Recovery)
    {
        public User ToUser() => new(Name, (Role)Role, Hash, MustChange, Failed, LockedUntil is { } at ? Instants.At(at) : null)
        {
            Epoch = Epoch,
            Disabled = Disabled,
            Identity = Issuer is not null && Subject is not null ? new OpenIdentity(Issuer, Subject) : null,
            Factor = Secret is not null ? new SecondFactor(Secret, Step ?? 0, FactorText.Split(Recovery)) : null,
        };
    }
}
