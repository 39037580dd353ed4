using Microsoft.Data.Sqlite;

namespace Monitor.Storage.Sqlite.Ledger;

/// <summary>
/// Deletes what ended too long ago. Notices and held rows also keep a state change from being told twice, so they outlive their alert: a notice
/// without an alert, such as a letter or a reminder, stays while any case as old as itself is still open.
/// </summary>
internal static class LedgerRetention
{
    private const string Open = "SELECT id FROM alerts WHERE open = 1 UNION SELECT substr(origin, 7) FROM cases WHERE open = 1 AND origin LIKE 'alert:%'";

    private static readonly string[] Steps =
    [
        $"""
        DELETE FROM alerts WHERE open = 0 AND opened_at < $1 AND id NOT IN ({Open})
            AND coalesce(unixepoch(json_extract(body, '$.ResolvedAt')), unixepoch(json_extract(body, '$.UpdatedAt'))) * 1000 < $1
        """,
        $"DELETE FROM decisions WHERE at < $1 AND (alert_id IS NULL OR alert_id NOT IN ({Open}))",
        $"""
        DELETE FROM outbox WHERE status >= 2 AND coalesce(made, delivered_at, clock_from) < $1
            AND (CASE WHEN alert_id IS NULL THEN NOT EXISTS (SELECT 1 FROM cases WHERE open = 1 AND opened_at < $1) ELSE alert_id NOT IN ({Open}) END)
        """,
        $"DELETE FROM held WHERE waiting = 0 AND at < $1 AND json_extract(body, '$.AlertId') NOT IN ({Open})",
        "DELETE FROM verdicts WHERE at < $1 AND alert_id NOT IN (SELECT id FROM alerts)",
        "DELETE FROM cases WHERE open = 0 AND opened_at < $1 AND unixepoch(json_extract(body, '$.UpdatedAt')) * 1000 < $1",
        "DELETE FROM silences WHERE until < $1",
        "DELETE FROM weaknesses WHERE fixed_at < $1",
    ];

    /// <summary>How many rows went. Run within a transaction, which makes the steps one.</summary>
    public static int Prune(SqliteConnection connection, SqliteTransaction transaction, DateTimeOffset before)
    {
        var gone = 0;
        foreach (var step in Steps)
        {
            using var statement = new Statement(connection, transaction, step);
            gone += statement.Run(before.Ms());
        }

        return gone;
    }
}
