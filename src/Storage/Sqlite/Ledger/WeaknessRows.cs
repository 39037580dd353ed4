using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Weaknesses;

namespace Monitor.Storage.Sqlite.Ledger;

internal static class WeaknessRows
{
    /// <exception cref="InvalidOperationException">Someone else changed it since it was read, or found it first.</exception>
    public static Weakness Save(SqliteConnection connection, SqliteTransaction transaction, Weakness changed)
    {
        var saved = changed.Id.Length > 0 ? changed : changed with { Id = Number(connection, transaction, changed) };
        using var statement = new Statement(connection, transaction, """
            INSERT INTO weaknesses VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (fingerprint) DO UPDATE SET version = $4, fixed_at = $6, body = $7 WHERE version = $4 - 1 AND id = $2
            """);
        var rows = statement.Run(saved.Fingerprint, saved.Id, saved.TargetId, saved.Version, saved.FirstSeen.Ms(), saved.FixedAt?.Ms(), Json.Write(saved));
        return rows > 0 ? saved : throw new InvalidOperationException($"Weakness {saved.Fingerprint} was changed by someone else: version {saved.Version} does not follow the stored one. Read it again.");
    }

    public static Weakness? One(SqliteConnection connection, string id) => Read(connection, "WHERE id = @id", new { id }).FirstOrDefault();

    public static List<Weakness> Of(SqliteConnection connection, string target) => Read(connection, "WHERE target_id = @target ORDER BY first_seen, fingerprint", new { target });

    public static List<Weakness> Since(SqliteConnection connection, DateTimeOffset since, int limit) =>
        Read(connection, "WHERE fixed_at IS NULL OR fixed_at >= @since ORDER BY first_seen DESC, fingerprint LIMIT @limit", new { since = since.Ms(), limit });

    private static string Number(SqliteConnection connection, SqliteTransaction transaction, Weakness found)
    {
        using var statement = new Statement(connection, transaction, """
            INSERT INTO settings VALUES ($1, '1') ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) RETURNING value
            """);
        return WeaknessNumbers.Id(found, long.Parse((string)statement.Value(WeaknessNumbers.Counter(found))!, CultureInfo.InvariantCulture));
    }

    private static List<Weakness> Read(SqliteConnection connection, string where, object values) =>
        [.. connection.Query<string>("SELECT body FROM weaknesses " + where, values).Select(Json.Read<Weakness>)];
}
