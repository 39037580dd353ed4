using Monitor.Core.Contracts;
using Monitor.Core.Security;

namespace Monitor.Host.Security;

/// <summary>Passwords against the ledger. One at a time per process, so that parallel guesses cannot slip past the counter.</summary>
internal sealed class UserDoor(ILedger ledger, TimeProvider time, SignInGate gate) : IUserDoor
{
    // Checked for unknown names too, so that the answer's time does not tell which names exist.
    private static readonly Lazy<string> Nobody = new(() => PasswordHash.Make(PasswordHash.OneTime()));

    public Task<SignInResult> SignInAsync(string name, string password, CancellationToken ct) => gate.AloneAsync(() => CheckAsync(name, password, ct), ct);

    public async Task<string?> ChangePasswordAsync(string name, string oldPassword, string newPassword, CancellationToken ct)
    {
        if (PasswordRules.Lacks(newPassword, name) is { } lack) return lack;
        if (newPassword == oldPassword) return "新密码不能与旧密码相同";
        var result = await SignInAsync(name, oldPassword, ct);
        if (result.Outcome == SignInOutcome.LockedOut) return "账号已锁定，请 15 分钟后再试";
        if (result.User is not { } user) return "旧密码不正确";

        await ledger.SaveUserAsync(user with { PasswordHash = PasswordHash.Make(newPassword), MustChangePassword = false }, ct);
        await AuditAsync(name, "password.change", name, null, ct);
        return null;
    }

    public async Task<string?> CreateAsync(string name, Role role, CancellationToken ct)
    {
        if (await ledger.UserAsync(name, ct) is not null) return null;
        var password = PasswordHash.OneTime();
        await ledger.SaveUserAsync(new User(name, role, PasswordHash.Make(password), MustChangePassword: true, 0, null), ct);
        await AuditAsync("system", "user.create", name, role.ToString(), ct);
        return password;
    }

    /// <summary>Gives a known user a new one-time password, lifts any lock and returns the password; null when there is no such user, or no password of ours.</summary>
    public async Task<string?> ResetAsync(string name, CancellationToken ct, string who = "system")
    {
        if (await ledger.UserAsync(name, ct) is not { Identity: null } user) return null;
        var password = PasswordHash.OneTime();
        await ledger.SaveUserAsync(user with { PasswordHash = PasswordHash.Make(password), MustChangePassword = true, FailedSignIns = 0, LockedUntil = null }, ct);
        await AuditAsync(who, "user.reset", name, null, ct);
        return password;
    }

    private async Task<SignInResult> CheckAsync(string name, string password, CancellationToken ct)
    {
        var user = await ledger.UserAsync(name, ct);
        if (user is not null && LockOut.Holds(user, time.GetUtcNow()))
        {
            await AuditAsync(user.Name, "signin.locked", user.Name, null, ct);
            return new SignInResult(SignInOutcome.LockedOut, null);
        }

        var fits = PasswordHash.Fits(password, user?.PasswordHash ?? Nobody.Value);
        // Hashing takes long; what an administrator changed meanwhile must neither be undone nor overlooked.
        var now = user is null ? null : await ledger.UserAsync(user.Name, ct);
        if (now is null)
        {
            // The typed name is not stored: people type passwords into the name field.
            await AuditAsync("unknown", "signin.wrong", "unknown", null, ct);
            return new SignInResult(SignInOutcome.WrongNameOrPassword, null);
        }

        if (fits && now.PasswordHash == user!.PasswordHash && !LockOut.Holds(now, time.GetUtcNow())) return await LetInAsync(now, ct);
        var locked = await LockOut.CountAsync(ledger, now, "signin.wrong", time.GetUtcNow(), ct);
        return new SignInResult(locked ? SignInOutcome.LockedOut : SignInOutcome.WrongNameOrPassword, null);
    }

    private async Task<SignInResult> LetInAsync(User user, CancellationToken ct)
    {
        // Who knows only the password must not be able to wipe out the count of wrong codes with it.
        var clean = user.Factor is null ? user with { FailedSignIns = 0, LockedUntil = null } : user;
        if (clean != user) await ledger.SaveUserAsync(clean, ct);
        await AuditAsync(user.Name, user.Factor is null ? "signin.ok" : "signin.password-ok", user.Name, null, ct);
        return new SignInResult(user.MustChangePassword ? SignInOutcome.MustChangePassword : SignInOutcome.Ok, clean);
    }

    private Task AuditAsync(string who, string action, string subject, string? detail, CancellationToken ct) =>
        ledger.AuditAsync(new AuditEntry(time.GetUtcNow(), who, action, subject, detail), ct);
}
