using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Alerts;

namespace Monitor.Storage.Sqlite.Ledger;

/// <summary>How channels stand, and the clock of delivery.</summary>
internal static class ChannelRows
{
    private const string Seen = "delivery.seen";

    /// <summary>Steps from one channel to the next over an index; a plain DISTINCT would read the notices of a whole year.</summary>
    private const string Ids = """
        WITH RECURSIVE ids (id) AS (
            SELECT min(channel) FROM outbox UNION ALL SELECT (SELECT min(channel) FROM outbox WHERE channel > ids.id) FROM ids WHERE ids.id IS NOT NULL)
        SELECT id FROM ids WHERE id IS NOT NULL
        """;

    public static List<ChannelStanding> Read(SqliteConnection connection) => [.. connection.Query<string>(Ids).ToList().Select(id => One(connection, id))];

    public static Dictionary<string, DateTimeOffset> LastSpoken(SqliteConnection connection, DateTimeOffset since) =>
        connection.Query<string>(Ids).ToList()
            .Select(id => (Id: id, At: connection.ExecuteScalar<long?>("SELECT max(touched) FROM outbox WHERE channel = @id AND touched > @since", new { id, since = since.Ms() })))
            .Where(c => c.At is not null)
            .ToDictionary(c => c.Id, c => Instants.At(c.At!.Value), StringComparer.Ordinal);

    public static DateTimeOffset? SeenAt(SqliteConnection connection) =>
        connection.ExecuteScalar<long?>("SELECT CAST(value AS INTEGER) FROM settings WHERE key = @Seen", new { Seen }) is { } ms ? Instants.At(ms) : null;

    public static void Shift(SqliteConnection connection, SqliteTransaction transaction, TimeSpan waits, TimeSpan ages, DateTimeOffset seen)
    {
        if (waits != default || ages != default)
        {
            // A notice that waits for nothing has no end of a wait to move.
            using var shift = new Statement(connection, transaction, """
                UPDATE outbox SET not_before = CASE WHEN not_before > 0 THEN not_before + $1 ELSE 0 END, leased_until = leased_until + $1, clock_from = clock_from + $2
                WHERE status < 2
                """);
            shift.Run((long)waits.TotalMilliseconds, (long)ages.TotalMilliseconds);
        }

        using var note = new Statement(connection, transaction, "INSERT INTO settings VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = $2");
        note.Run(Seen, seen.Ms().ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static ChannelStanding One(SqliteConnection connection, string id)
    {
        var waiting = connection.QuerySingle<(long Count, long? Oldest, long? Highest)>(
            "SELECT count(*), min(clock_from), max(level) FROM outbox WHERE channel = @id AND status < 2", new { id });
        var dead = connection.ExecuteScalar<int>("SELECT count(*) FROM outbox WHERE channel = @id AND status = 3 AND aside = 0", new { id });
        var (detail, at, status) = connection.QueryFirstOrDefault<(string? Detail, long? At, long? Status)>(
            "SELECT detail, touched, status FROM outbox WHERE channel = @id AND detail IS NOT NULL AND touched IS NOT NULL ORDER BY touched DESC LIMIT 1", new { id });
        var delivered = connection.ExecuteScalar<long?>(
            "SELECT delivered_at FROM outbox WHERE channel = @id AND status = 2 ORDER BY touched DESC LIMIT 1", new { id });
        return new ChannelStanding(
            id, (int)waiting.Count, At(waiting.Oldest), (WarningLevel?)waiting.Highest, dead, detail, At(at), (NoticeStatus?)status, At(delivered));
    }

    private static DateTimeOffset? At(long? ms) => ms is { } value ? Instants.At(value) : null;
}
