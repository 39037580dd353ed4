namespace Monitor.Storage.Postgres.Ledger;

/// <summary>Deletes what ended too long ago; the rules are those of SQLite's LedgerRetention, which says why.</summary>
internal static class PgRetention
{
    private const string Open = "SELECT id FROM alerts WHERE open UNION SELECT substr(origin, 7) FROM cases WHERE open AND origin LIKE 'alert:%'";

    private static readonly string[] Steps =
    [
        $"DELETE FROM alerts WHERE NOT open AND opened_at < @before AND ended_at < @before AND id NOT IN ({Open})",
        $"DELETE FROM decisions WHERE at < @before AND (alert_id IS NULL OR alert_id NOT IN ({Open}))",
        $"""
        DELETE FROM outbox WHERE status >= 2 AND coalesce(made, delivered_at, clock_from) < @before
            AND (CASE WHEN alert_id IS NULL THEN NOT EXISTS (SELECT 1 FROM cases WHERE open AND opened_at < @before) ELSE alert_id NOT IN ({Open}) END)
        """,
        $"DELETE FROM held WHERE NOT waiting AND at < @before AND alert_id NOT IN ({Open})",
        "DELETE FROM verdicts WHERE at < @before AND alert_id NOT IN (SELECT id FROM alerts)",
        "DELETE FROM cases WHERE NOT open AND opened_at < @before AND updated_at < @before",
        "DELETE FROM silences WHERE until < @before",
        "DELETE FROM weaknesses WHERE fixed_at < @before",
    ];

    /// <summary>How many rows went.</summary>
    public static async Task<int> PruneAsync(Session s, DateTimeOffset before)
    {
        var gone = 0;
        foreach (var step in Steps) gone += await s.RunAsync(step, new { before = before.Ms() });
        return gone;
    }
}
