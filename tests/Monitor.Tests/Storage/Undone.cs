namespace Monitor.Tests.Storage;

/// <summary>What takes a migration back, for tests that want a database of before.</summary>
internal static class Undone
{
    /// <summary>All since the tables of delivery came.</summary>
    public const string SinceDelivery = Factors + ProbeCurve + Weaknesses + Health + Leases + Digest + Links + Delivery;

    public const string Factors =
        "DROP TABLE second_factors; DROP INDEX users_identity; ALTER TABLE users DROP COLUMN epoch; ALTER TABLE users DROP COLUMN disabled; ALTER TABLE users DROP COLUMN issuer; ALTER TABLE users DROP COLUMN subject; ";

    public const string ProbeCurve = """
        DROP TABLE probe_rollups;
        CREATE TABLE probes_before (target_id TEXT NOT NULL, at INTEGER NOT NULL, state INTEGER NOT NULL, result TEXT NOT NULL, PRIMARY KEY (target_id, at)) STRICT, WITHOUT ROWID;
        INSERT INTO probes_before SELECT target_id, at, state, result FROM probes; DROP TABLE probes; ALTER TABLE probes_before RENAME TO probes;
        """;

    public const string Weaknesses = "DROP TABLE weaknesses; ";

    public const string Leases = "DROP TABLE leases; ";

    public const string Health =
        "ALTER TABLE posts DROP COLUMN edited; ALTER TABLE posts DROP COLUMN gone; DROP TABLE post_revisions; DROP TABLE source_spells; DROP TABLE push_receipts; ";

    public const string Digest = "DROP TABLE outbox_files; DROP TABLE mailboxes; ";

    public const string Links = "DROP TABLE used_links; ";

    public const string Delivery = """
        DROP INDEX outbox_touched; DROP INDEX outbox_dead; ALTER TABLE held DROP COLUMN at;
        ALTER TABLE outbox DROP COLUMN clock_from; ALTER TABLE outbox DROP COLUMN touched; ALTER TABLE outbox DROP COLUMN dead_at;
        ALTER TABLE outbox DROP COLUMN aside; ALTER TABLE outbox DROP COLUMN handed_to; ALTER TABLE outbox DROP COLUMN kept_from;
        """;
}
