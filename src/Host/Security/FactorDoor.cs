using Monitor.Core.Contracts;
using Monitor.Core.Security;

namespace Monitor.Host.Security;

internal enum FactorOutcome { Ok, Recovered, Wrong, Used, LockedOut, Unreadable }

/// <summary>The only way to set, check or take away a second factor; every outcome is audited.</summary>
internal sealed class FactorDoor(ILedger ledger, FactorSeal seal, SignInGate gate, TimeProvider time, SignInClock clock)
{
    /// <summary>Sets the factor once a code proves that the app has the secret.</summary>
    /// <returns>Ten recovery codes, to be shown once; null for a wrong code, or when there is a factor already.</returns>
    public Task<IReadOnlyList<string>?> ConfirmAsync(string name, byte[] secret, string code, CancellationToken ct) => gate.AloneAsync<IReadOnlyList<string>?>(async () =>
    {
        if (await ledger.UserAsync(name, ct) is not { Factor: null } user || Totp.Match(secret, Digits(code), clock.Time.GetUtcNow()) is not { } step) return null;
        var codes = RecoveryCodes.Make();
        await ledger.SaveFactorAsync(user.Name, new SecondFactor(seal.Seal(user.Name, secret), step, [.. codes.Select(RecoveryCodes.Hash)]), ct);
        await AuditAsync(user.Name, "factor.enrol", user.Name, ct);
        return codes;
    }, ct);

    /// <summary>A code of the app or a recovery code, after the password. Right ones clear the count of wrong tries, wrong ones go on with it.</summary>
    public Task<(FactorOutcome Outcome, User? User)> CheckAsync(string name, string typed, CancellationToken ct, string act = "signin") => gate.AloneAsync(async () =>
    {
        if (await ledger.UserAsync(name, ct) is not { Factor: { } factor } user) return (FactorOutcome.Wrong, null);
        if (LockOut.Holds(user, time.GetUtcNow()))
        {
            await AuditAsync(user.Name, act + ".locked", user.Name, ct);
            return (FactorOutcome.LockedOut, null);
        }

        var outcome = await SpendAsync(user.Name, factor, typed, ct);
        if (outcome is FactorOutcome.Unreadable) return (outcome, null);
        if (outcome is FactorOutcome.Wrong or FactorOutcome.Used)
            return (await LockOut.CountAsync(ledger, user, act + ".wrong-code", time.GetUtcNow(), ct) ? FactorOutcome.LockedOut : outcome, null);

        if (user.FailedSignIns > 0 || user.LockedUntil is not null) await ledger.SaveUserAsync(user with { FailedSignIns = 0, LockedUntil = null }, ct);
        await AuditAsync(user.Name, act + (outcome == FactorOutcome.Recovered ? ".ok-recovery" : ".ok"), user.Name, ct);
        return (outcome, await ledger.UserAsync(user.Name, ct));
    }, ct);

    /// <summary>False when there was none. Sessions of the person end, since their stamp changes.</summary>
    public async Task<bool> RemoveAsync(string who, string name, CancellationToken ct)
    {
        if (await ledger.UserAsync(name, ct) is not { Factor: not null } user) return false;
        await ledger.SaveFactorAsync(user.Name, null, ct);
        await AuditAsync(who, "factor.remove", user.Name, ct);
        return true;
    }

    private async Task<FactorOutcome> SpendAsync(string name, SecondFactor factor, string typed, CancellationToken ct)
    {
        if (RecoveryCodes.Looks(typed)) return await ledger.SpendRecoveryAsync(name, RecoveryCodes.Hash(typed), ct) ? FactorOutcome.Recovered : FactorOutcome.Wrong;
        if (seal.Open(name, factor.SealedSecret) is not { } secret) return FactorOutcome.Unreadable;
        if (Totp.Match(secret, Digits(typed), clock.Time.GetUtcNow()) is not { } step) return FactorOutcome.Wrong;
        return await ledger.SpendStepAsync(name, step, ct) ? FactorOutcome.Ok : FactorOutcome.Used;
    }

    private static string Digits(string typed) => string.Concat(typed.Where(c => !char.IsWhiteSpace(c)));

    private Task AuditAsync(string who, string action, string subject, CancellationToken ct) => ledger.AuditAsync(new AuditEntry(time.GetUtcNow(), who, action, subject, null), ct);
}
