using Monitor.Core.Security;

namespace Monitor.Core.Contracts;

/// <summary>Keys of other programs; a part of the ledger. They are never deleted: the audit trail names them.</summary>
public interface IApiKeyLedger
{
    /// <summary>Stores a new key and the act in one transaction. False, and nothing is stored, when the name is taken, be it by a revoked key.</summary>
    Task<bool> AddApiKeyAsync(ApiKey key, AuditEntry act, CancellationToken ct);

    /// <param name="hash">As <see cref="ApiKey.Hash"/>.</param>
    Task<ApiKey?> ApiKeyAsync(string hash, CancellationToken ct);

    /// <summary>By name, revoked and expired ones too.</summary>
    Task<IReadOnlyList<ApiKey>> ApiKeysAsync(CancellationToken ct);

    /// <summary>False, and nothing is stored, when there is no such key or it is revoked already.</summary>
    Task<bool> RevokeApiKeyAsync(string name, AuditEntry act, CancellationToken ct);

    Task NoteApiKeyUseAsync(string name, DateTimeOffset at, CancellationToken ct);
}
