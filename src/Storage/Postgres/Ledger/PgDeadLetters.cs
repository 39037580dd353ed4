using Monitor.Core.Alerts;
using Monitor.Core.Security;

namespace Monitor.Storage.Postgres.Ledger;

/// <summary>Dead letters: shown, sent again, set aside.</summary>
internal static class PgDeadLetters
{
    private const string Columns = "SELECT id, channel, body, detail, attempts, progress, dead_at AS DiedAt, handed_to AS HandedTo FROM outbox WHERE status = 3 AND NOT aside";

    public static async Task<IReadOnlyList<DeadLetter>> ReadAsync(Session s, string? channel, int limit) =>
        [.. (await s.ReadAsync<Row>($"{Columns} AND (@channel::text IS NULL OR channel = @channel) ORDER BY seq DESC LIMIT @limit", new { channel, limit })).Select(Of)];

    public static async Task<DeadLetter?> OneAsync(Session s, string id) => (await s.ReadAsync<Row>($"{Columns} AND id = @id", new { id })).Select(Of).FirstOrDefault();

    public static async Task<int> CountAsync(Session s) => (int)await s.ValueAsync<long>("SELECT count(*) FROM outbox WHERE status = 3 AND NOT aside");

    public static Task<IReadOnlyList<string>> ResendAsync(Session s, IReadOnlyList<string> ids, string who, DateTimeOffset now) =>
        ChangeAsync(s, "status = 0, attempts = 0, not_before = 0, clock_from = @at, dead_at = NULL, aside = false", "notice-resend", ids, who, now);

    public static Task<IReadOnlyList<string>> SetAsideAsync(Session s, IReadOnlyList<string> ids, string who, DateTimeOffset now) =>
        ChangeAsync(s, "aside = true, dead_at = coalesce(dead_at, @at)", "notice-aside", ids, who, now);

    private static async Task<IReadOnlyList<string>> ChangeAsync(Session s, string change, string act, IReadOnlyList<string> ids, string who, DateTimeOffset now)
    {
        var changed = new List<string>();
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
            if (await s.RunAsync($"UPDATE outbox SET {change} WHERE id = @id AND status = 3 AND NOT aside", new { id, at = now.Ms() }) == 1) changed.Add(id);
        foreach (var id in changed) await PgAudit.AddAsync(s, new AuditEntry(now, who, act, id, null));
        return changed;
    }

    private static DeadLetter Of(Row r) => new(
        r.Id, r.Channel, PgOutbox.Parse(r.Body) is { } notice ? notice with { Attempts = r.Attempts, Progress = r.Progress } : null,
        r.Detail, r.DiedAt is { } at ? Instants.At(at) : null, r.HandedTo);

    private sealed record Row(string Id, string Channel, string Body, string? Detail, int Attempts, string? Progress, long? DiedAt, string? HandedTo);
}
