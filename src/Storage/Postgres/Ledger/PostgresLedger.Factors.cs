using Monitor.Core.Security;

namespace Monitor.Storage.Postgres.Ledger;

internal sealed partial class PostgresLedger
{
    public Task SaveFactorAsync(string user, SecondFactor? factor, CancellationToken ct) => database.WriteAsync(s => PgUsers.SaveFactorAsync(s, user, factor), ct);

    public Task<bool> SpendStepAsync(string user, long step, CancellationToken ct) => database.WriteAsync(s => PgUsers.SpendStepAsync(s, user, step), ct);

    public Task<bool> SpendRecoveryAsync(string user, string hash, CancellationToken ct) => database.WriteAsync(s => PgUsers.SpendRecoveryAsync(s, user, hash), ct);
}
