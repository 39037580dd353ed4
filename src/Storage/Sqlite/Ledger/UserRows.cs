using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Security;

namespace Monitor.Storage.Sqlite.Ledger;

internal static class UserRows
{
    public static List<User> Read(SqliteConnection connection, string? name) =>
        [.. connection.Query<(string Name, long Role, string Hash, long MustChange, long Failed, long? LockedUntil)>(
            "SELECT name, role, password_hash, must_change, failed, locked_until FROM users WHERE @name IS NULL OR name = @name ORDER BY name", new { name })
            .Select(r => new User(
                r.Name, (Role)r.Role, r.Hash, r.MustChange != 0, (int)r.Failed, r.LockedUntil is { } at ? Instants.At(at) : null))];

    public static void Save(SqliteConnection connection, SqliteTransaction transaction, User user)
    {
        using var statement = new Statement(connection, transaction, """
            INSERT INTO users VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (name) DO UPDATE SET role = $2, password_hash = $3, must_change = $4, failed = $5, locked_until = $6
            """);
        statement.Run(user.Name, (int)user.Role, user.PasswordHash, user.MustChangePassword ? 1 : 0, user.FailedSignIns, user.LockedUntil?.Ms());
    }
}
