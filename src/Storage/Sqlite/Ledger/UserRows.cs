using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Security;

namespace Monitor.Storage.Sqlite.Ledger;

internal static class UserRows
{
    public static List<User> Read(SqliteConnection connection, string? name) =>
        [.. connection.Query<Row>("""
            SELECT name, role, password_hash AS hash, must_change AS mustChange, failed, locked_until AS lockedUntil, epoch, disabled, issuer, subject, secret, step, recovery
            FROM users LEFT JOIN second_factors ON user_name = name WHERE @name IS NULL OR name = @name ORDER BY name
            """, new { name }).Select(r => r.ToUser())];

    public static void Save(SqliteConnection connection, SqliteTransaction transaction, User user)
    {
        using var statement = new Statement(connection, transaction, """
            INSERT INTO users (name, role, password_hash, must_change, failed, locked_until, epoch, disabled, issuer, subject) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (name) DO UPDATE SET role = $2, password_hash = $3, must_change = $4, failed = $5, locked_until = $6, epoch = $7, disabled = $8, issuer = $9, subject = $10
            """);
        statement.Run(user.Name, (int)user.Role, user.PasswordHash, user.MustChangePassword ? 1 : 0, user.FailedSignIns, user.LockedUntil?.Ms(), user.Epoch, user.Disabled ? 1 : 0, user.Identity?.Issuer, user.Identity?.Subject);
    }

    public static void Save(SqliteConnection connection, SqliteTransaction transaction, string user, SecondFactor? factor)
    {
        using (var clear = new Statement(connection, transaction, "DELETE FROM second_factors WHERE user_name = $1")) clear.Run(user);
        if (factor is null) return;
        using var insert = new Statement(connection, transaction, "INSERT INTO second_factors (user_name, secret, step, recovery) VALUES ((SELECT name FROM users WHERE name = $1), $2, $3, $4)");
        insert.Run(user, factor.SealedSecret, factor.LastStep, FactorText.Join(factor.RecoveryHashes));
    }

    public static bool SpendStep(SqliteConnection connection, SqliteTransaction transaction, string user, long step)
    {
        using var statement = new Statement(connection, transaction, "UPDATE second_factors SET step = $2 WHERE user_name = $1 AND step < $2");
        return statement.Run(user, step) == 1;
    }

    public static bool SpendRecovery(SqliteConnection connection, SqliteTransaction transaction, string user, string hash)
    {
        using var statement = new Statement(connection, transaction, "UPDATE second_factors SET recovery = replace(recovery, $2, '') WHERE user_name = $1 AND instr(recovery, $2) > 0");
        return statement.Run(user, FactorText.Of(hash)) == 1;
    }

    private sealed record Row(
        string Name, long Role, string Hash, long MustChange, long Failed, long? LockedUntil, long Epoch, long Disabled, string? Issuer, string? Subject, string? Secret, long? Step, string? Recovery)
    {
        public User ToUser() => new(Name, (Role)Role, Hash, MustChange != 0, (int)Failed, LockedUntil is { } at ? Instants.At(at) : null)
        {
            Epoch = (int)Epoch,
            Disabled = Disabled != 0,
            Identity = Issuer is not null && Subject is not null ? new OpenIdentity(Issuer, Subject) : null,
            Factor = Secret is not null ? new SecondFactor(Secret, Step ?? 0, FactorText.Split(Recovery)) : null,
        };
    }
}
