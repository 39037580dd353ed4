using System.Security.Cryptography;
using Monitor.Core.Alerts;

namespace Monitor.Storage.Postgres.Ledger;

/// <summary>Notices from the transaction that decided them until delivered or dead. The rules are SQLite's; a lock on the channel makes one taker at a time of many processes.</summary>
internal static class PgOutbox
{
    /// <summary>No lease and no wait is as long as this; one that seems to be was stamped by a clock that has been put back since.</summary>
    private static readonly TimeSpan NeverAsLong = TimeSpan.FromHours(2);

    private const string Due = """
        status < 2 AND (not_before <= @now OR not_before > @never) AND (status = 0 OR leased_until <= @now OR leased_until > @never)
        """;

    public static async Task AddAsync(Session s, Notice notice)
    {
        var added = await s.RunAsync("""
            INSERT INTO outbox (id, alert_id, channel, kind, level, status, attempts, not_before, body, made, topic, clock_from)
            VALUES (@Id, @AlertId, @Channel, @kind, @level, 0, 0, @notBefore, @body, @made, @Topic, @made) ON CONFLICT (id) DO NOTHING
            """, new
        {
            notice.Id,
            notice.AlertId,
            notice.Channel,
            kind = notice.Kind.ToString(),
            level = (int)notice.Level,
            notBefore = notice.NotBefore == default ? 0 : notice.NotBefore.Ms(),
            body = Json.Write(notice),
            made = notice.CreatedAt.Ms(),
            notice.Topic,
        });
        if (added == 1) await PgFiles.AddAsync(s, notice);
    }

    public static async Task<IReadOnlyList<string>> DueChannelsAsync(Session s, DateTimeOffset now) =>
        await s.ReadAsync<string>($"SELECT DISTINCT channel FROM outbox WHERE {Due}", new { now = now.Ms(), never = (now + NeverAsLong).Ms() });

    public static async Task<LeasedNotice?> LeaseAsync(Session s, string channel, TimeSpan lease, DateTimeOffset now)
    {
        await s.LockAsync("lane/" + channel);
        while (await NextAsync(s, channel, now) is { } row)
        {
            if (Parse(row.Body) is not { } notice)
            {
                await BuryAsync(s, row.Seq, "the stored notice cannot be read by this build", now);
                continue;
            }

            if (notice.Kind == NoticeKind.Resolved && await IsEndOfTheUnheardAsync(s, notice, row.Seq))
            {
                await BuryAsync(s, row.Seq, "not sent: its beginning could not be delivered on this channel", now);
                continue;
            }

            var token = RandomNumberGenerator.GetHexString(16, lowercase: true);
            await s.RunAsync("UPDATE outbox SET status = 1, attempts = attempts + 1, leased_until = @until, lease_token = @token, touched = @now WHERE seq = @Seq",
                new { row.Seq, until = (now + lease).Ms(), token, now = now.Ms() });
            var files = await PgFiles.OfAsync(s, notice.Id);
            return new LeasedNotice(notice with { Attempts = row.Attempts + 1, Progress = row.Progress, Attachments = files }, token) { Since = Instants.At(row.Since) };
        }

        return null;
    }

    public static async Task<bool> SettleAsync(Session s, LeasedNotice leased, Receipt receipt, DateTimeOffset now, DateTimeOffset? notBefore)
    {
        var status = receipt.Outcome switch
        {
            DeliveryOutcome.Delivered => NoticeStatus.Delivered,
            DeliveryOutcome.Permanent => NoticeStatus.Dead,
            _ => NoticeStatus.Waiting,
        };
        return await s.RunAsync("""
            UPDATE outbox SET status = @status, detail = @Detail, delivered_at = @delivered, not_before = coalesce(@notBefore, not_before),
                progress = coalesce(@Progress, progress), attempts = attempts - @held, leased_until = NULL, lease_token = NULL, touched = @now, dead_at = @dead
            WHERE id = @Id AND lease_token = @Token
            """, new
        {
            leased.Notice.Id,
            leased.Token,
            status = (int)status,
            receipt.Detail,
            delivered = status == NoticeStatus.Delivered ? now.Ms() : (long?)null,
            notBefore = status == NoticeStatus.Waiting ? (notBefore ?? now).Ms() : (long?)null,
            receipt.Progress,
            held = receipt.Held ? 1 : 0,
            now = now.Ms(),
            dead = status == NoticeStatus.Dead ? now.Ms() : (long?)null,
        }) == 1;
    }

    public static async Task<bool> NoteAsync(Session s, LeasedNotice leased, string progress, DateTimeOffset now) =>
        await s.RunAsync("UPDATE outbox SET progress = @progress, touched = @now WHERE id = @Id AND lease_token = @Token", new { leased.Notice.Id, leased.Token, progress, now = now.Ms() }) == 1;

    public static async Task<IReadOnlyList<NoticeRecord>> ReadAsync(Session s, string? alertId, int limit) =>
        [.. (await s.ReadAsync<RecordRow>("""
            SELECT status, detail, delivered_at AS DeliveredAt, attempts, not_before AS NotBefore, body, handed_to AS HandedTo FROM outbox
            WHERE @alertId::text IS NULL OR alert_id = @alertId ORDER BY seq DESC LIMIT @limit
            """, new { alertId, limit }))
            .Select(r => (Row: r, Notice: Parse(r.Body)))
            .Where(r => r.Notice is not null)
            .Select(r => new NoticeRecord(
                r.Notice! with { Attempts = r.Row.Attempts, NotBefore = Instants.At(r.Row.NotBefore) },
                (NoticeStatus)r.Row.Status, r.Row.Detail, r.Row.DeliveredAt is { } at ? Instants.At(at) : null) { HandedTo = r.Row.HandedTo })];

    /// <summary>Null when another build wrote what this one cannot read; such a row must not stop its channel.</summary>
    public static Notice? Parse(string body)
    {
        try
        {
            return Json.Read<Notice>(body);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// Of one alert only the oldest unfinished notice, so that no "resolved" overtakes its "opened", and no end before an earlier list, which may
    /// hold its beginning; one refused mailbox holds back nobody else's.
    /// </summary>
    private static Task<DueRow?> NextAsync(Session s, string channel, DateTimeOffset now) => s.FirstAsync<DueRow>($"""
        SELECT seq, attempts, body, progress, clock_from AS since FROM outbox o
        WHERE channel = @channel AND {Due}
          AND NOT EXISTS (SELECT 1 FROM outbox e
            WHERE e.alert_id = o.alert_id AND e.channel = o.channel AND e.seq < o.seq AND e.status < 2 AND e.progress IS NULL)
          AND NOT (coalesce(o.kind IN ('Resolved', 'Settled'), false) AND EXISTS (SELECT 1 FROM outbox l
            WHERE l.channel = o.channel AND l.topic = 'summary' AND l.seq < o.seq AND l.status < 2 AND l.progress IS NULL))
        ORDER BY level DESC, seq LIMIT 1
        """, new { channel, now = now.Ms(), never = (now + NeverAsLong).Ms() });

    /// <summary>Everything said before about the alert on this channel is a dead letter, and no list told of it: nobody there knows of what would end.</summary>
    private static Task<bool> IsEndOfTheUnheardAsync(Session s, Notice notice, long seq) => s.ValueAsync<bool>("""
        SELECT EXISTS (SELECT 1 FROM outbox WHERE alert_id = @AlertId AND channel = @Channel AND seq < @seq)
           AND NOT EXISTS (SELECT 1 FROM outbox WHERE alert_id = @AlertId AND channel = @Channel AND seq < @seq AND (status <> 3 OR progress IS NOT NULL))
           AND NOT EXISTS (SELECT 1 FROM held WHERE alert_id = @AlertId AND channel = @Channel)
        """, new { notice.AlertId, notice.Channel, seq });

    private static Task<int> BuryAsync(Session s, long seq, string why, DateTimeOffset now) =>
        s.RunAsync("UPDATE outbox SET status = 3, detail = @why, dead_at = @now WHERE seq = @seq", new { seq, why, now = now.Ms() });

    private sealed record DueRow(long Seq, int Attempts, string Body, string? Progress, long Since);

    private sealed record RecordRow(int Status, string? Detail, long? DeliveredAt, int Attempts, long NotBefore, string Body, string? HandedTo);
}
