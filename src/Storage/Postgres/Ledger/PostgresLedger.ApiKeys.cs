using Monitor.Core.Security;

namespace Monitor.Storage.Postgres.Ledger;

internal sealed partial class PostgresLedger
{
    public Task<bool> AddApiKeyAsync(ApiKey key, AuditEntry act, CancellationToken ct) => database.WriteAsync(async s =>
    {
        if (!await PgApiKeys.AddAsync(s, key)) return false;
        await PgAudit.AddAsync(s, act);
        return true;
    }, ct);

    public Task<ApiKey?> ApiKeyAsync(string hash, CancellationToken ct) => database.ReadAsync(async s => (await PgApiKeys.ReadAsync(s, hash)).FirstOrDefault(), ct);

    public Task<IReadOnlyList<ApiKey>> ApiKeysAsync(CancellationToken ct) => database.ReadAsync(s => PgApiKeys.ReadAsync(s, null), ct);

    public Task<bool> RevokeApiKeyAsync(string name, AuditEntry act, CancellationToken ct) => database.WriteAsync(async s =>
    {
        if (!await PgApiKeys.RevokeAsync(s, name, act)) return false;
        await PgAudit.AddAsync(s, act);
        return true;
    }, ct);

    public Task NoteApiKeyUseAsync(string name, DateTimeOffset at, CancellationToken ct) => database.WriteAsync(s => PgApiKeys.UseAsync(s, name, at), ct);
}
