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

    /// <summary>
    /// Rows written between the jump and now are in the new time already. They are told by where they lie: back in time only what now lies in the
    /// future is touched, forward nothing beyond the present; and only a failed attempt leaves a wait worth keeping. How far a row in the
    /// future was moved cannot be known where the clock was put back more than once, or another process has seen it first: its lease and its
    /// age then begin anew, for too long a lease or patience loses nothing and too short a one does.
    /// </summary>
    private const string Move = """
        UPDATE outbox SET
            not_before = CASE WHEN ($1 < 0 AND not_before > $3) OR ($1 > 0 AND not_before BETWEEN 1 AND $3 AND attempts > 0) THEN max(not_before + $1, 0) ELSE not_before END,
            leased_until = CASE WHEN $1 < 0 AND leased_until > $3 THEN $3 + leased_until - touched WHEN $1 > 0 AND leased_until <= $3 THEN leased_until + $1 ELSE leased_until END,
            clock_from = CASE WHEN $2 >= 0 THEN min(clock_from + $2, $3) ELSE min(clock_from, $3) END
        WHERE status < 2
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
            using var shift = new Statement(connection, transaction, Move);
            shift.Run((long)waits.TotalMilliseconds, (long)ages.TotalMilliseconds, seen.Ms());
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
