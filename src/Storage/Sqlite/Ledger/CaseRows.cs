using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Cases;

namespace Monitor.Storage.Sqlite.Ledger;

internal static class CaseRows
{
    private const int UniqueViolated = 2067;

    /// <exception cref="InvalidOperationException">Someone else changed the case since it was read, or its origin has another open one.</exception>
    public static void Save(SqliteConnection connection, SqliteTransaction transaction, Case changed)
    {
        using var statement = new Statement(connection, transaction, """
            INSERT INTO cases VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (id) DO UPDATE SET open = $3, version = $4, body = $6 WHERE version = $4 - 1
            """);
        try
        {
            if (statement.Run(changed.Id, changed.Origin, changed.State == CaseState.Closed ? 0 : 1, changed.Version, changed.OpenedAt.Ms(), Json.Write(changed)) == 0)
                throw new InvalidOperationException($"Case {changed.Id} was changed by someone else: version {changed.Version} does not follow the stored one. Read it again.");
        }
        catch (SqliteException e) when (e.SqliteExtendedErrorCode == UniqueViolated)
        {
            throw new InvalidOperationException($"Case {changed.Id} cannot be open: {changed.Origin} has an open case, and there is at most one.", e);
        }
    }

    public static Case? One(SqliteConnection connection, string id) => Read(connection, "WHERE id = @id", new { id }).FirstOrDefault();

    public static List<Case> Of(SqliteConnection connection, string origin) => Read(connection, "WHERE origin = @origin ORDER BY opened_at DESC, id", new { origin });

    public static List<Case> Since(SqliteConnection connection, DateTimeOffset since, int limit) =>
        Read(connection, "WHERE open = 1 OR opened_at >= @since ORDER BY opened_at DESC, id LIMIT @limit", new { since = since.Ms(), limit });

    private static List<Case> Read(SqliteConnection connection, string where, object values) =>
        [.. connection.Query<string>("SELECT body FROM cases " + where, values).Select(Json.Read<Case>)];
}
