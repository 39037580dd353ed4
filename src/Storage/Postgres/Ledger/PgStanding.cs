using Monitor.Core.Alerts;

namespace Monitor.Storage.Postgres.Ledger;

/// <summary>Silences, and what waits for summaries.</summary>
internal static class PgStanding
{
    private static readonly TimeSpan Counted = TimeSpan.FromHours(24);

    public static async Task<Standing> ReadAsync(Session s, DateTimeOffset now) => new()
    {
        Silences = [.. (await s.ReadAsync<string>("SELECT body FROM silences WHERE NOT ended AND until > @now ORDER BY at, id", new { now = now.Ms() })).Select(Json.Read<Silence>)],
        Held = [.. (await s.ReadAsync<string>("SELECT body FROM held WHERE waiting ORDER BY seq")).Select(Json.Read<HeldNotice>)],
        Sent = [.. (await s.ReadAsync<(string Channel, string Topic, long At)>(
            "SELECT channel, topic, made FROM outbox WHERE topic IS NOT NULL AND made > @since ORDER BY made", new { since = (now - Counted).Ms() }))
            .Select(r => new SentMark(r.Channel, r.Topic, Instants.At(r.At)))],
    };

    public static async Task<IReadOnlyList<Silence>> SilencesAsync(Session s, int limit) =>
        [.. (await s.ReadAsync<string>("SELECT body FROM silences ORDER BY at DESC, id LIMIT @limit", new { limit })).Select(Json.Read<Silence>)];

    public static Task<int> SaveAsync(Session s, Silence silence) => s.RunAsync("""
        INSERT INTO silences (id, until, ended, at, body) VALUES (@Id, @until, @ended, @at, @body) ON CONFLICT (id) DO UPDATE SET until = @until, ended = @ended, at = @at, body = @body
        """, new { silence.Id, until = silence.Until.Ms(), ended = silence.EndedAt is not null, at = silence.From.Ms(), body = Json.Write(silence) });

    public static async Task HoldAsync(Session s, IReadOnlyList<HeldNotice> held, IReadOnlyList<string> taken)
    {
        foreach (var notice in held)
            await s.RunAsync("INSERT INTO held (id, waiting, alert_id, channel, body, at) VALUES (@Id, true, @AlertId, @Channel, @body, @at) ON CONFLICT (id) DO NOTHING",
                new { notice.Id, notice.AlertId, notice.Channel, body = Json.Write(notice), at = notice.At.Ms() });
        if (taken.Count > 0) await s.RunAsync("UPDATE held SET waiting = false WHERE id = ANY(@taken)", new { taken = taken.ToArray() });
    }
}
