using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Alerts;

namespace Monitor.Storage.Sqlite.Ledger;

/// <summary>Silences, and what waits for summaries.</summary>
internal static class StandingRows
{
    private static readonly TimeSpan Counted = TimeSpan.FromHours(24);

    public static Standing Read(SqliteConnection connection, DateTimeOffset now) => new()
    {
        Silences = [.. connection.Query<string>("SELECT body FROM silences WHERE ended = 0 AND until > @now ORDER BY at, id", new { now = now.Ms() }).Select(Json.Read<Silence>)],
        Held = [.. connection.Query<string>("SELECT body FROM held WHERE waiting = 1 ORDER BY seq").Select(Json.Read<HeldNotice>)],
        Sent = [.. connection.Query<(string Channel, string Topic, long At)>(
            "SELECT channel, topic, made FROM outbox WHERE topic IS NOT NULL AND made > @since ORDER BY made", new { since = (now - Counted).Ms() })
            .Select(r => new SentMark(r.Channel, r.Topic, Instants.At(r.At)))],
    };

    public static List<Silence> Silences(SqliteConnection connection, int limit) =>
        [.. connection.Query<string>("SELECT body FROM silences ORDER BY at DESC, id LIMIT @limit", new { limit }).Select(Json.Read<Silence>)];

    public static void Save(SqliteConnection connection, SqliteTransaction transaction, Silence silence)
    {
        using var statement = new Statement(connection, transaction, """
            INSERT INTO silences VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO UPDATE SET until = $2, ended = $3, at = $4, body = $5
            """);
        statement.Run(silence.Id, silence.Until.Ms(), silence.EndedAt is null ? 0 : 1, silence.From.Ms(), Json.Write(silence));
    }

    public static void Hold(SqliteConnection connection, SqliteTransaction transaction, IReadOnlyList<HeldNotice> held, IReadOnlyList<string> taken)
    {
        using var add = new Statement(connection, transaction, "INSERT INTO held (id, waiting, body, at) VALUES ($1, 1, $2, $3) ON CONFLICT (id) DO NOTHING");
        foreach (var notice in held) add.Run(notice.Id, Json.Write(notice), notice.At.Ms());
        using var take = new Statement(connection, transaction, "UPDATE held SET waiting = 0 WHERE id = $1");
        foreach (var id in taken) take.Run(id);
    }
}
