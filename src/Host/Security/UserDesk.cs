using System.Text.RegularExpressions;
using Monitor.Core.Contracts;
using Monitor.Core.Security;

namespace Monitor.Host.Security;

/// <summary>What administrators do with accounts. Each act is audited in their name; nobody takes their own rights, so that one administrator always remains.</summary>
internal sealed partial class UserDesk(ILedger ledger, FactorDoor factors, SignInGate gate, TimeProvider time)
{
    public const string NameRule = "用户名须为 1 至 64 个字母、数字、汉字或 . _ - ，并以字母、数字或汉字开头";

    /// <returns>The one-time password, or why not, in Chinese.</returns>
    public Task<(string? Password, string? Problem)> CreateAsync(string who, string name, Role role, CancellationToken ct) => gate.AloneAsync<(string?, string?)>(async () =>
    {
        if (!Name().IsMatch(name)) return (null, NameRule + "。");
        if (name.ToLowerInvariant() is "system" or "unknown" or "openid" or "cli") return (null, "这个名字留给系统使用。");
        if (await ledger.UserAsync(name, ct) is not null) return (null, $"用户“{name}”已存在。");
        var password = PasswordHash.OneTime();
        await ledger.SaveUserAsync(new User(name, role, PasswordHash.Make(password), MustChangePassword: true, 0, null), ct);
        await AuditAsync(who, "user.create", name, role.ToString(), ct);
        return (password, null);
    }, ct);

    public Task<(string? Password, string? Problem)> ResetPasswordAsync(string who, string name, CancellationToken ct) => gate.AloneAsync<(string?, string?)>(async () =>
    {
        if (await ledger.UserAsync(name, ct) is not { } user) return (null, Missing(name));
        if (user.Identity is not null) return (null, "此人通过统一身份认证登录，没有本地密码。");
        if (Same(who, user)) return (null, "自己的密码请在“我的账号”中修改。");
        var password = PasswordHash.OneTime();
        await ledger.SaveUserAsync(user with { PasswordHash = PasswordHash.Make(password), MustChangePassword = true, FailedSignIns = 0, LockedUntil = null }, ct);
        await AuditAsync(who, "user.reset", user.Name, null, ct);
        return (password, null);
    }, ct);

    public Task<string?> SetRoleAsync(string who, string name, Role role, CancellationToken ct) => ChangeAsync(who, name, "user.role",
        u => u.Identity is not null ? "此人的角色由统一身份认证给出，请在那里修改。" : Same(who, u) ? "不能修改自己的角色。" : null, u => u with { Role = role }, u => $"{u.Role} → {role}", ct);

    /// <summary>Shuts a person out at once, sessions and all.</summary>
    public Task<string?> LockAsync(string who, string name, CancellationToken ct) => ChangeAsync(who, name, "user.lock",
        u => Same(who, u) ? "不能停用自己。" : null, u => u with { Disabled = true, Epoch = u.Epoch + 1 }, _ => null, ct);

    /// <summary>Lets a person in again, and lifts a lock of wrong tries.</summary>
    public Task<string?> UnlockAsync(string who, string name, CancellationToken ct) => ChangeAsync(who, name, "user.unlock",
        _ => null, u => u with { Disabled = false, FailedSignIns = 0, LockedUntil = null }, _ => null, ct);

    public Task<string?> EndSessionsAsync(string who, string name, CancellationToken ct) => ChangeAsync(who, name, "session.end-all", _ => null, u => u with { Epoch = u.Epoch + 1 }, _ => null, ct);

    public async Task<string?> ResetFactorAsync(string who, string name, CancellationToken ct) =>
        await factors.RemoveAsync(who, name, ct) ? null : $"用户“{name}”没有启用两步验证。";

    private Task<string?> ChangeAsync(string who, string name, string action, Func<User, string?> problem, Func<User, User> change, Func<User, string?> detail, CancellationToken ct) => gate.AloneAsync(async () =>
    {
        if (await ledger.UserAsync(name, ct) is not { } user) return Missing(name);
        if (problem(user) is { } why) return why;
        await ledger.SaveUserAsync(change(user), ct);
        await AuditAsync(who, action, user.Name, detail(user), ct);
        return null;
    }, ct);

    private static string Missing(string name) => $"没有用户“{name}”。";

    private static bool Same(string who, User user) => string.Equals(who, user.Name, StringComparison.OrdinalIgnoreCase);

    private Task AuditAsync(string who, string action, string subject, string? detail, CancellationToken ct) => ledger.AuditAsync(new AuditEntry(time.GetUtcNow(), who, action, subject, detail), ct);

    [GeneratedRegex(@"^[\p{L}\p{Nd}][\p{L}\p{Nd}._-]{0,63}$")]
    private static partial Regex Name();
}
