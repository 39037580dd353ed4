using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Alerts;

namespace Monitor.Storage.Sqlite.Ledger;

internal static class AlertRows
{
    private const int UniqueViolated = 2067;

    /// <exception cref="InvalidOperationException">Someone else changed the alert since it was read, or another one of its fingerprint is open.</exception>
    public static void Save(SqliteConnection connection, SqliteTransaction transaction, Alert alert)
    {
        using var statement = new Statement(connection, transaction, """
            INSERT INTO alerts VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (id) DO UPDATE SET open = $3, version = $4, body = $6 WHERE version = $4 - 1
            """);
        try
        {
            var changed = statement.Run(
                alert.Id, alert.Fingerprint, alert.State == AlertState.Resolved ? 0 : 1, alert.Version, alert.OpenedAt.Ms(), Json.Write(alert));
            if (changed == 0)
                throw new InvalidOperationException($"Alert {alert.Id} was changed by someone else: version {alert.Version} does not follow the stored one. Read it again.");
        }
        catch (SqliteException e) when (e.SqliteExtendedErrorCode == UniqueViolated)
        {
            var other = connection.ExecuteScalar<string?>(
                "SELECT id FROM alerts WHERE fingerprint = @Fingerprint AND open = 1", new { alert.Fingerprint }, transaction);
            throw new InvalidOperationException(
                $"Alert {alert.Id} cannot be open: {other} is the open alert of {alert.Fingerprint}, and there is at most one. Read the open alerts again.", e);
        }
    }

    public static List<Alert> Open(SqliteConnection connection) =>
        Read(connection.Query<string>("SELECT body FROM alerts WHERE open = 1 ORDER BY opened_at, id"));

    public static List<Alert> Since(SqliteConnection connection, DateTimeOffset since, int limit) => Read(connection.Query<string>(
        "SELECT body FROM alerts WHERE open = 1 OR opened_at >= @since ORDER BY opened_at DESC, id LIMIT @limit", new { since = since.Ms(), limit }));

    public static Alert? One(SqliteConnection connection, string id) =>
        Read(connection.Query<string>("SELECT body FROM alerts WHERE id = @id", new { id })).FirstOrDefault();

    private static List<Alert> Read(IEnumerable<string> bodies) => [.. bodies.Select(Json.Read<Alert>)];
}
