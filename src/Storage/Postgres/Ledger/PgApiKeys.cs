using Monitor.Core.Security;

namespace Monitor.Storage.Postgres.Ledger;

/// <summary>Keys of other programs.</summary>
internal static class PgApiKeys
{
    public static async Task<IReadOnlyList<ApiKey>> ReadAsync(Session s, string? hash) =>
        [.. (await s.ReadAsync<(string Name, string Hash, string Start, int Role, long CreatedAt, string CreatedBy, long? Expires, long? RevokedAt, string? RevokedBy, long? LastUsed)>("""
            SELECT name, hash, start, role, created_at, created_by, expires, revoked_at, revoked_by, last_used FROM api_keys WHERE @hash::text IS NULL OR hash = @hash ORDER BY name
            """, new { hash }))
            .Select(r => new ApiKey(r.Name, (Role)r.Role, r.Hash, r.Start, Instants.At(r.CreatedAt), r.CreatedBy, At(r.Expires)) { RevokedAt = At(r.RevokedAt), RevokedBy = r.RevokedBy, LastUsed = At(r.LastUsed) })];

    public static async Task<bool> AddAsync(Session s, ApiKey key) => await s.RunAsync("""
        INSERT INTO api_keys (name, hash, start, role, created_at, created_by, expires) VALUES (@Name, @Hash, @Start, @role, @created, @by, @expires) ON CONFLICT (name) DO NOTHING
        """, new { key.Name, key.Hash, key.Start, role = (int)key.Role, created = key.CreatedAt.Ms(), by = PgText.Clean(key.CreatedBy), expires = key.Expires?.Ms() }) == 1;

    public static async Task<bool> RevokeAsync(Session s, string name, AuditEntry act) =>
        await s.RunAsync("UPDATE api_keys SET revoked_at = @at, revoked_by = @by WHERE name = @name AND revoked_at IS NULL", new { at = act.At.Ms(), by = PgText.Clean(act.Who), name = PgText.Clean(name) }) == 1;

    public static Task<int> UseAsync(Session s, string name, DateTimeOffset at) =>
        s.RunAsync("UPDATE api_keys SET last_used = @at WHERE name = @name AND (last_used IS NULL OR last_used < @at)", new { at = at.Ms(), name });

    private static DateTimeOffset? At(long? ms) => ms is { } at ? Instants.At(at) : null;
}
