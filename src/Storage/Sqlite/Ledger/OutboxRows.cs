using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Alerts;

namespace Monitor.Storage.Sqlite.Ledger;

/// <summary>Notices from the transaction that decided them until delivered or dead.</summary>
internal static class OutboxRows
{
    /// <summary>No lease and no wait is as long as this; one that seems to be was stamped by a clock that has been put back since.</summary>
    private static readonly TimeSpan NeverAsLong = TimeSpan.FromHours(2);

    private const string Due = """
        status < 2 AND (not_before <= @now OR not_before > @never) AND (status = 0 OR leased_until <= @now OR leased_until > @never)
        """;

    public static void Add(SqliteConnection connection, SqliteTransaction transaction, Notice notice)
    {
        using var statement = new Statement(connection, transaction, """
            INSERT INTO outbox (id, alert_id, channel, level, status, attempts, not_before, body, made, topic, clock_from) VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8, $9, $8)
            ON CONFLICT (id) DO NOTHING
            """);
        var added = statement.Run(
            notice.Id, notice.AlertId, notice.Channel, (int)notice.Level, (int)NoticeStatus.Waiting, notice.NotBefore == default ? 0 : notice.NotBefore.Ms(),
            Json.Write(notice), notice.CreatedAt.Ms(), notice.Topic);
        if (added == 1 && notice.Attachments.Count > 0) FileRows.Add(connection, transaction, notice);
    }

    public static List<string> DueChannels(SqliteConnection connection, DateTimeOffset now) =>
        [.. connection.Query<string>($"SELECT DISTINCT channel FROM outbox WHERE {Due}", new { now = now.Ms(), never = (now + NeverAsLong).Ms() })];

    public static LeasedNotice? Lease(SqliteConnection connection, SqliteTransaction transaction, string channel, TimeSpan lease, DateTimeOffset now)
    {
        while (Next(connection, transaction, channel, now) is { } row)
        {
            if (Parse(row.Body) is not { } notice)
            {
                Bury(connection, transaction, row.Seq, "the stored notice cannot be read by this build", now);
                continue;
            }

            if (notice.Kind == NoticeKind.Resolved && IsEndOfTheUnheard(connection, transaction, notice, row.Seq))
            {
                Bury(connection, transaction, row.Seq, "not sent: its beginning could not be delivered on this channel", now);
                continue;
            }

            var token = RandomNumberGenerator.GetHexString(16, lowercase: true);
            using var take = new Statement(connection, transaction,
                "UPDATE outbox SET status = $2, attempts = attempts + 1, leased_until = $3, lease_token = $4, touched = $5 WHERE seq = $1");
            take.Run(row.Seq, (int)NoticeStatus.Leased, (now + lease).Ms(), token, now.Ms());
            var files = FileRows.Of(connection, transaction, notice.Id);
            return new LeasedNotice(notice with { Attempts = (int)row.Attempts + 1, Progress = row.Progress, Attachments = files }, token) { Since = Instants.At(row.Since) };
        }

        return null;
    }

    public static bool Settle(
        SqliteConnection connection, SqliteTransaction transaction, LeasedNotice leased, Receipt receipt, DateTimeOffset now, DateTimeOffset? notBefore)
    {
        var status = receipt.Outcome switch
        {
            DeliveryOutcome.Delivered => NoticeStatus.Delivered,
            DeliveryOutcome.Permanent => NoticeStatus.Dead,
            _ => NoticeStatus.Waiting,
        };
        using var statement = new Statement(connection, transaction, """
            UPDATE outbox SET status = $3, detail = $4, delivered_at = $5, not_before = coalesce($6, not_before),
                progress = coalesce($7, progress), attempts = attempts - $8, leased_until = NULL, lease_token = NULL, touched = $9, dead_at = $10
            WHERE id = $1 AND lease_token = $2
            """);
        return statement.Run(
            leased.Notice.Id, leased.Token, (int)status, receipt.Detail, status == NoticeStatus.Delivered ? now.Ms() : null,
            status == NoticeStatus.Waiting ? (notBefore ?? now).Ms() : null, receipt.Progress, receipt.Held ? 1 : 0, now.Ms(),
            status == NoticeStatus.Dead ? now.Ms() : null) == 1;
    }

    public static bool Note(SqliteConnection connection, SqliteTransaction transaction, LeasedNotice leased, string progress, DateTimeOffset now)
    {
        using var statement = new Statement(connection, transaction, "UPDATE outbox SET progress = $3, touched = $4 WHERE id = $1 AND lease_token = $2");
        return statement.Run(leased.Notice.Id, leased.Token, progress, now.Ms()) == 1;
    }

    public static List<NoticeRecord> Read(SqliteConnection connection, string? alertId, int limit) =>
        [.. connection.Query<(long Status, string? Detail, long? DeliveredAt, long Attempts, long NotBefore, string Body, string? HandedTo)>("""
            SELECT status, detail, delivered_at, attempts, not_before, body, handed_to FROM outbox
            WHERE @alertId IS NULL OR alert_id = @alertId ORDER BY seq DESC LIMIT @limit
            """, new { alertId, limit })
            .Select(r => (Row: r, Notice: Parse(r.Body)))
            .Where(r => r.Notice is not null)
            .Select(r => new NoticeRecord(
                r.Notice! with { Attempts = (int)r.Row.Attempts, NotBefore = Instants.At(r.Row.NotBefore) },
                (NoticeStatus)r.Row.Status, r.Row.Detail, r.Row.DeliveredAt is { } at ? Instants.At(at) : null) { HandedTo = r.Row.HandedTo })];

    /// <summary>
    /// Of one alert only the oldest unfinished notice, so that no "resolved" overtakes its "opened", and no end before an earlier list, which may
    /// hold its beginning; one refused mailbox holds back nobody else's.
    /// </summary>
    private static DueRow? Next(SqliteConnection connection, SqliteTransaction transaction, string channel, DateTimeOffset now) =>
        connection.QueryFirstOrDefault<DueRow>($"""
            SELECT seq, attempts, body, progress, clock_from AS since FROM outbox o
            WHERE channel = @channel AND {Due}
              AND NOT EXISTS (SELECT 1 FROM outbox e
                WHERE e.alert_id = o.alert_id AND e.channel = o.channel AND e.seq < o.seq AND e.status < 2 AND e.progress IS NULL)
              AND NOT (CASE WHEN json_valid(o.body) THEN coalesce(json_extract(o.body, '$.Kind') IN ('Resolved', 'Settled'), 0) ELSE 0 END AND EXISTS (SELECT 1 FROM outbox s
                WHERE s.channel = o.channel AND s.topic = 'summary' AND s.seq < o.seq AND s.status < 2 AND s.progress IS NULL))
            ORDER BY level DESC, seq LIMIT 1
            """, new { channel, now = now.Ms(), never = (now + NeverAsLong).Ms() }, transaction);

    /// <summary>Null when another build wrote what this one cannot read; such a row must not stop its channel.</summary>
    public static Notice? Parse(string body)
    {
        try
        {
            return Json.Read<Notice>(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Everything said before about the alert on this channel is a dead letter, and no list told of it: nobody there knows of what would end.</summary>
    private static bool IsEndOfTheUnheard(SqliteConnection connection, SqliteTransaction transaction, Notice notice, long seq) => connection.ExecuteScalar<bool>("""
        SELECT EXISTS (SELECT 1 FROM outbox WHERE alert_id = @AlertId AND channel = @Channel AND seq < @seq)
           AND NOT EXISTS (SELECT 1 FROM outbox WHERE alert_id = @AlertId AND channel = @Channel AND seq < @seq AND (status <> 3 OR progress IS NOT NULL))
           AND NOT EXISTS (SELECT 1 FROM held WHERE json_extract(body, '$.AlertId') = @AlertId AND json_extract(body, '$.Channel') = @Channel)
        """, new { notice.AlertId, notice.Channel, seq }, transaction);

    private static void Bury(SqliteConnection connection, SqliteTransaction transaction, long seq, string why, DateTimeOffset now)
    {
        using var statement = new Statement(connection, transaction, "UPDATE outbox SET status = $2, detail = $3, dead_at = $4 WHERE seq = $1");
        statement.Run(seq, (int)NoticeStatus.Dead, why, now.Ms());
    }

    private sealed record DueRow(long Seq, long Attempts, string Body, string? Progress, long Since);
}
