using Monitor.Core.Cases;
using Npgsql;

namespace Monitor.Storage.Postgres.Ledger;

internal static class PgCases
{
    /// <exception cref="InvalidOperationException">Someone else changed the case since it was read, or its origin has another open one.</exception>
    public static async Task SaveAsync(Session s, Case changed)
    {
        try
        {
            var rows = await s.RunAsync("""
                INSERT INTO cases (id, origin, open, version, opened_at, updated_at, body) VALUES (@Id, @Origin, @open, @version, @openedAt, @updatedAt, @body)
                ON CONFLICT (id) DO UPDATE SET open = @open, version = @version, updated_at = @updatedAt, body = @body WHERE cases.version = @version - 1
                """, new
            {
                changed.Id,
                changed.Origin,
                open = changed.State != CaseState.Closed,
                version = (long)changed.Version,
                openedAt = changed.OpenedAt.Ms(),
                updatedAt = changed.UpdatedAt.Ms(),
                body = Json.Write(changed),
            });
            if (rows == 0) throw new InvalidOperationException($"Case {changed.Id} was changed by someone else: version {changed.Version} does not follow the stored one. Read it again.");
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new InvalidOperationException($"Case {changed.Id} cannot be open: {changed.Origin} has an open case, and there is at most one.", e);
        }
    }

    public static async Task<Case?> OneAsync(Session s, string id) => (await ReadAsync(s, "WHERE id = @id", new { id })).FirstOrDefault();

    public static Task<IReadOnlyList<Case>> OfAsync(Session s, string origin) => ReadAsync(s, "WHERE origin = @origin ORDER BY opened_at DESC, id", new { origin });

    public static Task<IReadOnlyList<Case>> SinceAsync(Session s, DateTimeOffset since, int limit) =>
        ReadAsync(s, "WHERE open OR opened_at >= @since ORDER BY opened_at DESC, id LIMIT @limit", new { since = since.Ms(), limit });

    private static async Task<IReadOnlyList<Case>> ReadAsync(Session s, string where, object values) =>
        [.. (await s.ReadAsync<string>("SELECT body FROM cases " + where, values)).Select(Json.Read<Case>)];
}
