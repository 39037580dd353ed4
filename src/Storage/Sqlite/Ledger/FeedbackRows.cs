using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Alerts;
using Monitor.Core.Judgements;

namespace Monitor.Storage.Sqlite.Ledger;

/// <summary>Labels of posts and verdicts on alerts.</summary>
internal static class FeedbackRows
{
    public static void Save(SqliteConnection connection, SqliteTransaction transaction, PostLabel label)
    {
        using var statement = new Statement(connection, transaction, """
            INSERT INTO labels VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (post_id, task) DO UPDATE SET at = $3, expires = $4, agrees = $5, body = $6
            """);
        statement.Run(label.PostId, label.Task, label.At.Ms(), label.Expires.Ms(), label.Agrees is { } agrees ? agrees ? 1 : 0 : null, Json.Write(label));
    }

    public static List<PostLabel> Labels(SqliteConnection connection, string? postId, int limit) =>
        [.. connection.Query<string>("SELECT body FROM labels WHERE @postId IS NULL OR post_id = @postId ORDER BY at DESC, post_id, task LIMIT @limit", new { postId, limit })
            .Select(Json.Read<PostLabel>)];

    public static List<LabelCount> Counts(SqliteConnection connection) =>
        [.. connection.Query<(string Task, long Labels, long Claimed, long Agreed)>("SELECT task, count(*), count(agrees), coalesce(sum(agrees), 0) FROM labels GROUP BY task")
            .OrderBy(r => LabelTasks.All.ToList().IndexOf(r.Task))
            .Select(r => new LabelCount(r.Task, (int)r.Labels, (int)r.Claimed, (int)r.Agreed))];

    public static int Prune(SqliteConnection connection, SqliteTransaction transaction, DateTimeOffset now)
    {
        using var statement = new Statement(connection, transaction, "DELETE FROM labels WHERE expires <= $1");
        return statement.Run(now.Ms());
    }

    public static void Save(SqliteConnection connection, SqliteTransaction transaction, AlertVerdict verdict)
    {
        using var statement = new Statement(connection, transaction, "INSERT INTO verdicts VALUES ($1, $2, $3) ON CONFLICT (alert_id) DO UPDATE SET at = $2, body = $3");
        statement.Run(verdict.AlertId, verdict.At.Ms(), Json.Write(verdict));
    }

    public static List<AlertVerdict> Verdicts(SqliteConnection connection, string? alertId, int limit) =>
        [.. connection.Query<string>("SELECT body FROM verdicts WHERE @alertId IS NULL OR alert_id = @alertId ORDER BY at DESC, alert_id LIMIT @limit", new { alertId, limit })
            .Select(Json.Read<AlertVerdict>)];
}
