using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Security;

namespace Monitor.Storage.Sqlite.Ledger;

internal static class ApiKeyRows
{
    public static List<ApiKey> Read(SqliteConnection connection, string? hash) =>
        [.. connection.Query<(string Name, string Hash, string Start, long Role, long CreatedAt, string CreatedBy, long? Expires, long? RevokedAt, string? RevokedBy, long? LastUsed)>(
            "SELECT name, hash, start, role, created_at, created_by, expires, revoked_at, revoked_by, last_used FROM api_keys WHERE @hash IS NULL OR hash = @hash ORDER BY name", new { hash })
            .Select(r => new ApiKey(r.Name, (Role)r.Role, r.Hash, r.Start, Instants.At(r.CreatedAt), r.CreatedBy, At(r.Expires)) { RevokedAt = At(r.RevokedAt), RevokedBy = r.RevokedBy, LastUsed = At(r.LastUsed) })];

    public static bool Add(SqliteConnection connection, SqliteTransaction transaction, ApiKey key)
    {
        using var statement = new Statement(connection, transaction, """
            INSERT INTO api_keys (name, hash, start, role, created_at, created_by, expires) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (name) DO NOTHING
            """);
        return statement.Run(key.Name, key.Hash, key.Start, (int)key.Role, key.CreatedAt.Ms(), key.CreatedBy, key.Expires?.Ms()) == 1;
    }

    public static bool Revoke(SqliteConnection connection, SqliteTransaction transaction, string name, AuditEntry act)
    {
        using var statement = new Statement(connection, transaction, "UPDATE api_keys SET revoked_at = $1, revoked_by = $2 WHERE name = $3 AND revoked_at IS NULL");
        return statement.Run(act.At.Ms(), act.Who, name) == 1;
    }

    public static void Use(SqliteConnection connection, SqliteTransaction transaction, string name, DateTimeOffset at)
    {
        using var statement = new Statement(connection, transaction, "UPDATE api_keys SET last_used = $1 WHERE name = $2 AND (last_used IS NULL OR last_used < $1)");
        statement.Run(at.Ms(), name);
    }

    private static DateTimeOffset? At(long? ms) => ms is { } at ? Instants.At(at) : null;
}
