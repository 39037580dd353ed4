using Monitor.Core.Alerts;
using Monitor.Core.Judgements;

namespace Monitor.Storage.Postgres.Ledger;

/// <summary>Labels of posts and verdicts on alerts.</summary>
internal static class PgFeedback
{
    public static Task<int> SaveAsync(Session s, PostLabel label) => s.RunAsync("""
        INSERT INTO labels (post_id, task, at, expires, agrees, body) VALUES (@PostId, @Task, @at, @expires, @Agrees, @body)
        ON CONFLICT (post_id, task) DO UPDATE SET at = @at, expires = @expires, agrees = @Agrees, body = @body
        """, new { label.PostId, label.Task, at = label.At.Ms(), expires = label.Expires.Ms(), label.Agrees, body = Json.Write(label) });

    public static async Task<IReadOnlyList<PostLabel>> LabelsAsync(Session s, string? postId, int limit) =>
        [.. (await s.ReadAsync<string>("SELECT body FROM labels WHERE @postId::text IS NULL OR post_id = @postId ORDER BY at DESC, post_id, task LIMIT @limit", new { postId, limit }))
            .Select(Json.Read<PostLabel>)];

    public static async Task<IReadOnlyList<LabelCount>> CountsAsync(Session s) =>
        [.. (await s.ReadAsync<(string Task, long Labels, long Claimed, long Agreed)>("SELECT task, count(*), count(agrees), count(*) FILTER (WHERE agrees) FROM labels GROUP BY task"))
            .OrderBy(r => LabelTasks.All.ToList().IndexOf(r.Task))
            .Select(r => new LabelCount(r.Task, (int)r.Labels, (int)r.Claimed, (int)r.Agreed))];

    public static Task<int> PruneAsync(Session s, DateTimeOffset now) => s.RunAsync("DELETE FROM labels WHERE expires <= @now", new { now = now.Ms() });

    public static Task<int> SaveAsync(Session s, AlertVerdict verdict) => s.RunAsync(
        "INSERT INTO verdicts (alert_id, at, body) VALUES (@AlertId, @at, @body) ON CONFLICT (alert_id) DO UPDATE SET at = @at, body = @body",
        new { verdict.AlertId, at = verdict.At.Ms(), body = Json.Write(verdict) });

    public static async Task<IReadOnlyList<AlertVerdict>> VerdictsAsync(Session s, string? alertId, int limit) =>
        [.. (await s.ReadAsync<string>("SELECT body FROM verdicts WHERE @alertId::text IS NULL OR alert_id = @alertId ORDER BY at DESC, alert_id LIMIT @limit", new { alertId, limit }))
            .Select(Json.Read<AlertVerdict>)];
}
