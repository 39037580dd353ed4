using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Alerts;

namespace Monitor.Storage.Sqlite.Ledger;

/// <summary>What does not arrive, and its one copy.</summary>
internal static class FailoverRows
{
    /// <summary>A failover named today is not for the dead letters of last month.</summary>
    private static readonly TimeSpan FreshlyDead = TimeSpan.FromDays(1);

    public static List<StuckNotice> Stuck(SqliteConnection connection, FailoverWatch watch, DateTimeOffset now, int limit) =>
        [.. connection.Query<(string Body, long Status, long Since, string? Detail, string? Progress)>("""
            SELECT body, status, clock_from, detail, progress FROM outbox
            WHERE channel = @Channel AND handed_to IS NULL AND kept_from IS NOT @To
              AND ((status < 2 AND clock_from <= CASE WHEN level >= @orange THEN @urgent ELSE @calm END)
                OR (status = 3 AND aside = 0 AND dead_at > @dead))
            ORDER BY seq LIMIT @limit
            """, new
        {
            watch.Channel,
            watch.To,
            orange = (int)WarningLevel.Orange,
            urgent = (now - watch.Urgent).Ms(),
            calm = (now - watch.Calm).Ms(),
            dead = (now - FreshlyDead).Ms(),
            limit,
        })
            .Select(r => (Row: r, Notice: OutboxRows.Parse(r.Body)))
            .Where(r => r.Notice is not null)
            .Select(r => new StuckNotice(r.Notice! with { Progress = r.Row.Progress }, (NoticeStatus)r.Row.Status, Instants.At(r.Row.Since), r.Row.Detail))];

    public static bool HandOn(SqliteConnection connection, SqliteTransaction transaction, HandOver handOver)
    {
        var mark = handOver.Copy is null ? "kept_from" : "handed_to";
        using var statement = new Statement(connection, transaction, $"""
            UPDATE outbox SET {mark} = $2 WHERE id = $1 AND status <> 2 AND handed_to IS NULL AND kept_from IS NOT $2
            """);
        if (statement.Run(handOver.NoticeId, handOver.To) == 0) return false;
        if (handOver.Copy is { } copy)
        {
            OutboxRows.Add(connection, transaction, copy);
            FileRows.Copy(connection, transaction, handOver.NoticeId, copy.Id);
        }

        DecisionRows.Add(connection, transaction, [handOver.Decision]);
        return true;
    }
}
