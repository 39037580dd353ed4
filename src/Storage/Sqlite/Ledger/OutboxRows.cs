using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Alerts;

namespace Monitor.Storage.Sqlite.Ledger;

/// <summary>Notices from the transaction that decided them until delivered or dead.</summary>
internal static class OutboxRows
{
    public static void Add(SqliteConnection connection, SqliteTransaction transaction, Notice notice)
    {
        using var statement = new Statement(connection, transaction, """
            INSERT INTO outbox (id, alert_id, channel, level, status, attempts, not_before, body) VALUES ($1, $2, $3, $4, $5, 0, $6, $7)
            ON CONFLICT (id) DO NOTHING
            """);
        statement.Run(
            notice.Id, notice.AlertId, notice.Channel, (int)notice.Level, (int)NoticeStatus.Waiting, notice.NotBefore == default ? 0 : notice.NotBefore.Ms(),
            Json.Write(notice));
    }

    /// <summary>Most severe first; of one alert and channel only the oldest unfinished one, so that no "resolved" overtakes its "opened".</summary>
    public static List<Notice> Lease(SqliteConnection connection, SqliteTransaction transaction, int limit, TimeSpan lease, DateTimeOffset now)
    {
        var due = connection.Query<(long Seq, long Attempts, string Body)>("""
            SELECT seq, attempts, body FROM outbox o
            WHERE status < 2 AND not_before <= @now AND (status = 0 OR leased_until <= @now)
              AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.alert_id = o.alert_id AND e.channel = o.channel AND e.seq < o.seq AND e.status < 2)
            ORDER BY level DESC, seq LIMIT @limit
            """, new { now = now.Ms(), limit }, transaction).ToList();
        using var take = new Statement(connection, transaction,
            "UPDATE outbox SET status = $2, attempts = attempts + 1, leased_until = $3 WHERE seq = $1");
        foreach (var row in due) take.Run(row.Seq, (int)NoticeStatus.Leased, (now + lease).Ms());
        return [.. due.Select(r => Json.Read<Notice>(r.Body) with { Attempts = (int)r.Attempts + 1 })];
    }

    public static void Settle(
        SqliteConnection connection, SqliteTransaction transaction, string id, Receipt receipt, DateTimeOffset now, DateTimeOffset? notBefore)
    {
        var status = receipt.Outcome switch
        {
            DeliveryOutcome.Delivered => NoticeStatus.Delivered,
            DeliveryOutcome.Permanent => NoticeStatus.Dead,
            _ => NoticeStatus.Waiting,
        };
        using var statement = new Statement(connection, transaction, """
            UPDATE outbox SET status = $2, detail = $3, delivered_at = $4, not_before = coalesce($5, not_before), leased_until = NULL
            WHERE id = $1 AND status < 2
            """);
        statement.Run(
            id, (int)status, receipt.Detail, status == NoticeStatus.Delivered ? now.Ms() : null,
            status == NoticeStatus.Waiting ? (notBefore ?? now).Ms() : null);
    }

    public static List<NoticeRecord> Read(SqliteConnection connection, string? alertId, int limit) =>
        [.. connection.Query<(long Status, string? Detail, long? DeliveredAt, long Attempts, long NotBefore, string Body)>("""
            SELECT status, detail, delivered_at, attempts, not_before, body FROM outbox
            WHERE @alertId IS NULL OR alert_id = @alertId ORDER BY seq DESC LIMIT @limit
            """, new { alertId, limit })
            .Select(r => new NoticeRecord(
                Json.Read<Notice>(r.Body) with { Attempts = (int)r.Attempts, NotBefore = Instants.At(r.NotBefore) },
                (NoticeStatus)r.Status, r.Detail, r.DeliveredAt is { } at ? Instants.At(at) : null))];
}
