using Monitor.Core.Security;

namespace Monitor.Tests.Board;

internal sealed partial class FakeLedger
{
    public List<ApiKey> ApiKeys { get; } = [];

    public async Task<bool> AddApiKeyAsync(ApiKey key, AuditEntry act, CancellationToken ct)
    {
        if (ApiKeys.Any(k => k.Name == key.Name)) return false;
        ApiKeys.Add(key);
        await AuditAsync(act, ct);
        return true;
    }

    public Task<ApiKey?> ApiKeyAsync(string hash, CancellationToken ct) => Task.FromResult(ApiKeys.FirstOrDefault(k => k.Hash == hash));

    public Task<IReadOnlyList<ApiKey>> ApiKeysAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<ApiKey>>([.. ApiKeys]);

    public async Task<bool> RevokeApiKeyAsync(string name, AuditEntry act, CancellationToken ct)
    {
        if (ApiKeys.FindIndex(k => k.Name == name && k.RevokedAt is null) is var at && at < 0) return false;
        ApiKeys[at] = ApiKeys[at] with { RevokedAt = act.At, RevokedBy = act.Who };
        await AuditAsync(act, ct);
        return true;
    }

    public Task NoteApiKeyUseAsync(string name, DateTimeOffset at, CancellationToken ct)
    {
        var index = ApiKeys.FindIndex(k => k.Name == name);
        if (index >= 0) ApiKeys[index] = ApiKeys[index] with { LastUsed = at };
        return Task.CompletedTask;
    }
}
