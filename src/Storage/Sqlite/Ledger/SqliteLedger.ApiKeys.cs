using Monitor.Core.Security;

namespace Monitor.Storage.Sqlite.Ledger;

internal sealed partial class SqliteLedger
{
    public Task<bool> AddApiKeyAsync(ApiKey key, AuditEntry act, CancellationToken ct) => database.WriteAsync((c, t) =>
    {
        if (!ApiKeyRows.Add(c, t, key)) return false;
        AuditRows.Add(c, t, act);
        return true;
    }, ct);

    public Task<ApiKey?> ApiKeyAsync(string hash, CancellationToken ct) => database.ReadAsync(c => ApiKeyRows.Read(c, hash).FirstOrDefault(), ct);

    public Task<IReadOnlyList<ApiKey>> ApiKeysAsync(CancellationToken ct) => database.ReadAsync<IReadOnlyList<ApiKey>>(c => ApiKeyRows.Read(c, null), ct);

    public Task<bool> RevokeApiKeyAsync(string name, AuditEntry act, CancellationToken ct) => database.WriteAsync((c, t) =>
    {
        if (!ApiKeyRows.Revoke(c, t, name, act)) return false;
        AuditRows.Add(c, t, act);
        return true;
    }, ct);

    public Task NoteApiKeyUseAsync(string name, DateTimeOffset at, CancellationToken ct) => database.WriteAsync((c, t) => ApiKeyRows.Use(c, t, name, at), ct);
}
