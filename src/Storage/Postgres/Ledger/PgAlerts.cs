using Monitor.Core.Alerts;
using Npgsql;

namespace Monitor.Storage.Postgres.Ledger;

internal static class PgAlerts
{
    /// <exception cref="InvalidOperationException">Someone else changed the alert since it was read, or another one of its fingerprint is open.</exception>
    public static async Task SaveAsync(Session s, Alert alert)
    {
        try
        {
            var changed = await s.RunAsync("""
                INSERT INTO alerts (id, fingerprint, open, version, opened_at, ended_at, body) VALUES (@Id, @Fingerprint, @open, @version, @openedAt, @endedAt, @body)
                ON CONFLICT (id) DO UPDATE SET open = @open, version = @version, ended_at = @endedAt, body = @body WHERE alerts.version = @version - 1
                """, new
            {
                alert.Id,
                alert.Fingerprint,
                open = alert.State != AlertState.Resolved,
                version = (long)alert.Version,
                openedAt = alert.OpenedAt.Ms(),
                endedAt = (alert.ResolvedAt ?? alert.UpdatedAt).Ms(),
                body = Json.Write(alert),
            });
            if (changed == 0)
                throw new InvalidOperationException($"Alert {alert.Id} was changed by someone else: version {alert.Version} does not follow the stored one. Read it again.");
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new InvalidOperationException($"Alert {alert.Id} cannot be open: there is an open alert of {alert.Fingerprint}, and there is at most one. Read the open alerts again.", e);
        }
    }

    public static Task<IReadOnlyList<Alert>> OpenAsync(Session s) => ReadAsync(s, "WHERE open ORDER BY opened_at, id", null);

    public static Task<IReadOnlyList<Alert>> SinceAsync(Session s, DateTimeOffset since, int limit) =>
        ReadAsync(s, "WHERE open OR opened_at >= @since ORDER BY opened_at DESC, id LIMIT @limit", new { since = since.Ms(), limit });

    public static async Task<Alert?> OneAsync(Session s, string id) => (await ReadAsync(s, "WHERE id = @id", new { id })).FirstOrDefault();

    private static async Task<IReadOnlyList<Alert>> ReadAsync(Session s, string where, object? values) =>
        [.. (await s.ReadAsync<string>("SELECT body FROM alerts " + where, values)).Select(Json.Read<Alert>)];
}
