using Monitor.Core.Security;

namespace Monitor.Storage.Sqlite.Ledger;

internal sealed partial class SqliteLedger
{
    public Task SaveFactorAsync(string user, SecondFactor? factor, CancellationToken ct) => database.WriteAsync((c, t) => UserRows.Save(c, t, user, factor), ct);

    public Task<bool> SpendStepAsync(string user, long step, CancellationToken ct) => database.WriteAsync((c, t) => UserRows.SpendStep(c, t, user, step), ct);

    public Task<bool> SpendRecoveryAsync(string user, string hash, CancellationToken ct) => database.WriteAsync((c, t) => UserRows.SpendRecovery(c, t, user, hash), ct);
}
