using Monitor.Core.Contracts;
using Monitor.Core.Security;

namespace Monitor.Host.Security;

/// <summary>Wrong passwords and wrong codes count alike: the fifth locks the account for fifteen minutes.</summary>
internal static class LockOut
{
    private const int Tries = 5;
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(15);

    public static bool Holds(User user, DateTimeOffset now) => user.Disabled || user.LockedUntil > now;

    /// <returns>True when this try was the last one.</returns>
    public static async Task<bool> CountAsync(ILedger ledger, User user, string action, DateTimeOffset now, CancellationToken ct)
    {
        var failed = user.FailedSignIns + 1;
        var locked = failed >= Tries;
        await ledger.SaveUserAsync(user with { FailedSignIns = locked ? 0 : failed, LockedUntil = locked ? now + Length : null }, ct);
        await ledger.AuditAsync(new AuditEntry(now, user.Name, locked ? "signin.lockout" : action, user.Name, null), ct);
        return locked;
    }
}
