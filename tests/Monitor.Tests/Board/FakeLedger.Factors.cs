using Monitor.Core.Security;

namespace Monitor.Tests.Board;

internal sealed partial class FakeLedger
{
    public Task SaveFactorAsync(string user, SecondFactor? factor, CancellationToken ct)
    {
        var at = Users.FindIndex(u => u.Name == user);
        Users[at] = Users[at] with { Factor = factor };
        return Task.CompletedTask;
    }

    public Task<bool> SpendStepAsync(string user, long step, CancellationToken ct)
    {
        var at = Users.FindIndex(u => u.Name == user);
        if (at < 0 || Users[at].Factor is not { } factor || factor.LastStep >= step) return Task.FromResult(false);
        Users[at] = Users[at] with { Factor = factor with { LastStep = step } };
        return Task.FromResult(true);
    }

    public Task<bool> SpendRecoveryAsync(string user, string hash, CancellationToken ct)
    {
        var at = Users.FindIndex(u => u.Name == user);
        if (at < 0 || Users[at].Factor is not { } factor || !factor.RecoveryHashes.Contains(hash)) return Task.FromResult(false);
        Users[at] = Users[at] with { Factor = factor with { RecoveryHashes = [.. factor.RecoveryHashes.Where(h => h != hash)] } };
        return Task.FromResult(true);
    }
}
