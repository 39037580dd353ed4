using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Alerts;
using Monitor.Core.Security;

namespace Monitor.Storage.Sqlite.Ledger;

/// <summary>Dead letters: shown, sent again, set aside.</summary>
internal static class DeadRows
{
    private const string Columns = "SELECT id, channel, body, detail, attempts, progress, dead_at AS DiedAt, handed_to AS HandedTo FROM outbox WHERE status = 3 AND aside = 0";

    public static List<DeadLetter> Read(SqliteConnection connection, string? channel, int limit) => Read(
        connection.Query<Row>($"{Columns} AND (@channel IS NULL OR channel = @channel) ORDER BY seq DESC LIMIT @limit", new { channel, limit }));

    public static DeadLetter? One(SqliteConnection connection, string id) => Read(connection.Query<Row>($"{Columns} AND id = @id", new { id })).FirstOrDefault();

    public static int Count(SqliteConnection connection) => connection.ExecuteScalar<int>("SELECT count(*) FROM outbox WHERE status = 3 AND aside = 0");

    public static List<string> Resend(SqliteConnection connection, SqliteTransaction transaction, IReadOnlyList<string> ids, string who, DateTimeOffset now) =>
        Change(connection, transaction, "status = 0, attempts = 0, not_before = 0, clock_from = $2, dead_at = NULL, aside = 0", "notice-resend", ids, who, now);

    public static List<string> SetAside(SqliteConnection connection, SqliteTransaction transaction, IReadOnlyList<string> ids, string who, DateTimeOffset now) =>
        Change(connection, transaction, "aside = 1, dead_at = coalesce(dead_at, $2)", "notice-aside", ids, who, now);

    private static List<string> Change(
        SqliteConnection connection, SqliteTransaction transaction, string change, string act, IReadOnlyList<string> ids, string who, DateTimeOffset now)
    {
        using var statement = new Statement(connection, transaction, $"UPDATE outbox SET {change} WHERE id = $1 AND status = 3 AND aside = 0");
        var changed = ids.Distinct(StringComparer.Ordinal).Where(id => statement.Run(id, now.Ms()) == 1).ToList();
        foreach (var id in changed) AuditRows.Add(connection, transaction, new AuditEntry(now, who, act, id, null));
        return changed;
    }

    private static List<DeadLetter> Read(IEnumerable<Row> rows) =>
        [.. rows.Select(r => new DeadLetter(
            r.Id, r.Channel, OutboxRows.Parse(r.Body) is { } notice ? notice with { Attempts = (int)r.Attempts, Progress = r.Progress } : null,
            r.Detail, r.DiedAt is { } at ? Instants.At(at) : null, r.HandedTo))];

    private sealed record Row(string Id, string Channel, string Body, string? Detail, long Attempts, string? Progress, long? DiedAt, string? HandedTo);
}
