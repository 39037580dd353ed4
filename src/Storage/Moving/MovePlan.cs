namespace Monitor.Storage.Moving;

/// <summary>
/// One table that goes from SQLite to PostgreSQL. Its columns are those the target has, by the same names; <paramref name="Made"/> gives SQLite's
/// expression for those it does not have.
/// </summary>
/// <param name="Key">Columns that order the rows, the same way on both sides.</param>
internal sealed record MoveTable(string Name, string[] Key, params (string Column, string Expression)[] Made)
{
    public string Of(string column) => Array.Find(Made, m => m.Column == column) is { Expression: { } expression } ? expression : $"\"{column}\"";
}

/// <summary>
/// What moves, in the order in which it can be put down. Not moved: leases, which belong to processes that have ended; the queue to Elasticsearch,
/// which fills itself anew from what is kept; SQLite's index of words, in place of which the target has its own.
/// </summary>
internal static class MovePlan
{
    // A body that this build cannot read moves as it is.
    private const string Kind = "CASE WHEN json_valid(body) THEN json_extract(body, '$.Kind') END";

    public static IReadOnlyList<MoveTable> Ledger { get; } =
    [
        new("users", ["name"]),
        // SQLite finds its user whatever the case of the letters.
        new("mailboxes", ["user_name"], ("user_name", "(SELECT name FROM users WHERE users.name = mailboxes.user_name)")),
        new("second_factors", ["user_name"], ("user_name", "(SELECT name FROM users WHERE users.name = second_factors.user_name)")),
        new("settings", ["key"]),
        new("alerts", ["id"], ("ended_at", "coalesce(move_alert_ended(body), opened_at)")),
        new("decisions", ["seq"]),
        new("outbox", ["seq"], ("kind", Kind)),
        new("outbox_files", ["notice_id", "position"]),
        new("held", ["seq"], ("alert_id", Of("AlertId")), ("channel", Of("Channel")), ("at", "coalesce(at, 0)")),
        new("silences", ["id"]),
        new("labels", ["post_id", "task"]),
        new("verdicts", ["alert_id"]),
        new("cases", ["id"], ("updated_at", "coalesce(move_case_updated(body), opened_at)")),
        new("weaknesses", ["fingerprint"]),
        new("used_links", ["id"]),
        new("audit", ["seq"]),
    ];

    public static IReadOnlyList<MoveTable> Archive { get; } =
    [
        new("sources", ["source_id"]),
        new("posts", ["seq"], ("folded", "move_folded(title, text)"), ("grams", "move_terms(title, text)")),
        new("stories", ["id"]),
        new("story_members", ["story_id", "kind", "value"]),
        new("story_merges", ["from_id"]),
        new("post_rollups", ["at"]),
        new("topic_rollups", ["at", "topic", "sentiment"]),
        new("probes", ["target_id", "at", "vantage"]),
        new("probe_rollups", ["target_id", "at"]),
        new("facts", ["id"]),
        new("rebuttals", ["id"]),
        new("post_revisions", ["post_id", "until"]),
        new("source_spells", ["source_id", "since"]),
        new("push_receipts", ["source_id", "key"]),
    ];

    public static IReadOnlyList<MoveTable> Tables { get; } = [.. Ledger, .. Archive];

    private static string Of(string property) => $"CASE WHEN json_valid(body) THEN json_extract(body, '$.{property}') END";
}
