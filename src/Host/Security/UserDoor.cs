using Monitor.Core.Contracts;
using Monitor.Core.Security;

namespace Monitor.Host.Security;

/// <summary>Passwords against the ledger. One at a time per process, so that parallel guesses cannot slip past the counter.</summary>
internal sealed class UserDoor(ILedger ledger, TimeProvider time) : IUserDoor, IDisposable
{
    private const int Tries = 5;
    private static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);

    // Checked for unknown names too, so that the answer's time does not tell which names exist.
    private static readonly Lazy<string> Nobody = new(() => PasswordHash.Make(PasswordHash.OneTime()));

    private readonly SemaphoreSlim _one = new(1, 1);

    public async Task<SignInResult> SignInAsync(string name, string password, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            return await CheckAsync(name, password, ct);
        }
        finally
        {
            _one.Release();
        }
    }

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

    /// <summary>Gives a known user a new one-time password, lifts any lock and returns the password; null when there is no such user.</summary>
    public async Task<string?> ResetAsync(string name, CancellationToken ct)
    {
        if (await ledger.UserAsync(name, ct) is not { } user) return null;
        var password = PasswordHash.OneTime();
        await ledger.SaveUserAsync(user with { PasswordHash = PasswordHash.Make(password), MustChangePassword = true, FailedSignIns = 0, LockedUntil = null }, ct);
        await AuditAsync("system", "user.reset", name, null, ct);
        return password;
    }

    public void Dispose() => _one.Dispose();

    private async Task<SignInResult> CheckAsync(string name, string password, CancellationToken ct)
    {
        var user = await ledger.UserAsync(name, ct);
        if (user?.LockedUntil > time.GetUtcNow())
        {
            await AuditAsync(name, "signin.locked", name, null, ct);
            return new SignInResult(SignInOutcome.LockedOut, null);
        }

        var fits = PasswordHash.Fits(password, user?.PasswordHash ?? Nobody.Value);
        if (user is null)
        {
            // The typed name is not stored: people type passwords into the name field.
            await AuditAsync("unknown", "signin.wrong", "unknown", null, ct);
            return new SignInResult(SignInOutcome.WrongNameOrPassword, null);
        }

        return fits ? await LetInAsync(user, ct) : await RefuseAsync(user, ct);
    }

    private async Task<SignInResult> LetInAsync(User user, CancellationToken ct)
    {
        var clean = user with { FailedSignIns = 0, LockedUntil = null };
        if (clean != user) await ledger.SaveUserAsync(clean, ct);
        await AuditAsync(user.Name, "signin.ok", user.Name, null, ct);
        return new SignInResult(user.MustChangePassword ? SignInOutcome.MustChangePassword : SignInOutcome.Ok, clean);
    }

    private async Task<SignInResult> RefuseAsync(User user, CancellationToken ct)
    {
        var failed = user.FailedSignIns + 1;
        var locked = failed >= Tries;
        await ledger.SaveUserAsync(user with { FailedSignIns = locked ? 0 : failed, LockedUntil = locked ? time.GetUtcNow() + Lockout : null }, ct);
        await AuditAsync(user.Name, locked ? "signin.lockout" : "signin.wrong", user.Name, null, ct);
        return new SignInResult(locked ? SignInOutcome.LockedOut : SignInOutcome.WrongNameOrPassword, null);
    }

    private Task AuditAsync(string who, string action, string subject, string? detail, CancellationToken ct) =>
        ledger.AuditAsync(new AuditEntry(time.GetUtcNow(), who, action, subject, detail), ct);
}
