using Monitor.Core.Alerts;

namespace Monitor.Storage.Postgres.Ledger;

/// <summary>What does not arrive, and its one copy.</summary>
internal static class PgFailover
{
    /// <summary>A failover named today is not for the dead letters of last month.</summary>
    private static readonly TimeSpan FreshlyDead = TimeSpan.FromDays(1);

    public static async Task<IReadOnlyList<StuckNotice>> StuckAsync(Session s, FailoverWatch watch, DateTimeOffset now, int limit) =>
        [.. (await s.ReadAsync<(string Body, int Status, long Since, string? Detail, string? Progress)>("""
            SELECT body, status, clock_from, detail, progress FROM outbox
            WHERE channel = @Channel AND handed_to IS NULL AND kept_from IS DISTINCT FROM @To
              AND ((status < 2 AND clock_from <= CASE WHEN level >= @orange THEN @urgent ELSE @calm END)
                OR (status = 3 AND NOT aside AND dead_at > @dead))
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
        }))
            .Select(r => (Row: r, Notice: PgOutbox.Parse(r.Body)))
            .Where(r => r.Notice is not null)
            .Select(r => new StuckNotice(r.Notice! with { Progress = r.Row.Progress }, (NoticeStatus)r.Row.Status, Instants.At(r.Row.Since), r.Row.Detail))];

    public static async Task<bool> HandOnAsync(Session s, HandOver handOver)
    {
        var mark = handOver.Copy is null ? "kept_from" : "handed_to";
        var marked = await s.RunAsync(
            $"UPDATE outbox SET {mark} = @To WHERE id = @NoticeId AND status <> 2 AND handed_to IS NULL AND kept_from IS DISTINCT FROM @To", new { handOver.NoticeId, handOver.To });
        if (marked == 0) return false;
        if (handOver.Copy is { } copy)
        {
            await PgOutbox.AddAsync(s, copy);
            await PgFiles.CopyAsync(s, handOver.NoticeId, copy.Id);
        }

        await PgDecisions.AddAsync(s, [handOver.Decision]);
        return true;
    }
}
