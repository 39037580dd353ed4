using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Storage.Elasticsearch.Spool;

namespace Monitor.Storage.Sqlite.Desk;

/// <summary>
/// The tables of the spool, beside those of the desk and only there where Elasticsearch is used. Triggers fill them within the transaction that
/// changes a post, a probe result or a decision, so that nothing is stored without being sent and nothing is sent that was not stored. They are
/// temporary: they live as long as the writing connection, and a store opened without Elasticsearch never meets them.
/// </summary>
internal static class SpoolTables
{
    /// <summary>A read that brings a known post again is told to Elasticsearch four times a day, not with every read; retention counts in days.</summary>
    private const string TouchMs = "21600000";

    // Each entry's number is later than all before it, also after an older backup was restored: it is the version Elasticsearch compares. A sequence of
    // SQLite's own would give the rows of one statement the same number.
    private const string Tick = "UPDATE elastic_clock SET seq = max(seq + 1, CAST(unixepoch('subsec') * 1000 AS INTEGER) * 1000)";

    private const string Enqueue = Tick + "; INSERT OR REPLACE INTO elastic_spool (seq, kind, key) SELECT seq, ";

    private const string Without = "elastic.without";

    private const string Tables = """
        CREATE TABLE IF NOT EXISTS elastic_spool (
            seq  INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            key  TEXT NOT NULL,
            body TEXT,
            UNIQUE (kind, key)
        ) STRICT;
        CREATE TABLE IF NOT EXISTS elastic_clock (
            id  INTEGER PRIMARY KEY CHECK (id = 1),
            seq INTEGER NOT NULL
        ) STRICT;
        INSERT OR IGNORE INTO elastic_clock VALUES (1, 0);
        CREATE TABLE IF NOT EXISTS elastic_dead (
            kind   TEXT NOT NULL,
            key    TEXT NOT NULL,
            at     INTEGER NOT NULL,
            reason TEXT NOT NULL,
            body   TEXT,
            PRIMARY KEY (kind, key)
        ) STRICT, WITHOUT ROWID;
        """;

    private static readonly string Triggers = $"""
        CREATE TEMP TRIGGER elastic_post_new AFTER INSERT ON main.posts BEGIN {Enqueue} 'post', NEW.id FROM elastic_clock; END;
        CREATE TEMP TRIGGER elastic_post_changed AFTER UPDATE ON main.posts
        WHEN NEW.rank IS NOT OLD.rank OR NEW.heat IS NOT OLD.heat OR NEW.replies IS NOT OLD.replies OR NEW.story_id IS NOT OLD.story_id
            OR NEW.assessment IS NOT OLD.assessment OR NEW.text IS NOT OLD.text OR NEW.title IS NOT OLD.title OR NEW.gone IS NOT OLD.gone
            OR coalesce(NEW.last_seen, NEW.first_seen) / {TouchMs} <> coalesce(OLD.last_seen, OLD.first_seen) / {TouchMs}
        BEGIN {Enqueue} 'post', NEW.id FROM elastic_clock; END;
        CREATE TEMP TRIGGER elastic_probe_new AFTER INSERT ON main.probes BEGIN {Enqueue} 'probe', {SpoolEntry.KeyOf("NEW")} FROM elastic_clock; END;
        CREATE TEMP TRIGGER elastic_decision_new AFTER INSERT ON main.decisions BEGIN {Enqueue} 'decision', NEW.seq FROM elastic_clock; END;
        """;

    /// <summary>Notes that the store is used without Elasticsearch, where it was used with it: nothing queues what comes in that time.</summary>
    public static void Rest(SqliteConnection c, SqliteTransaction t)
    {
        if (Exists(c, t)) c.Execute("INSERT OR IGNORE INTO settings (key, value) VALUES (@Without, '1')", new { Without }, t);
    }

    /// <summary>Makes the tables where they are missing; then, or after a time without Elasticsearch, everything kept so far is put in the queue.</summary>
    public static void Prepare(SqliteConnection c, SqliteTransaction t)
    {
        var isNew = !Exists(c, t);
        c.Execute(Tables, transaction: t);
        if (c.Execute("DELETE FROM settings WHERE key = @Without", new { Without }, t) > 0 || isNew) Fill(c, t);
        c.Execute(Triggers, transaction: t);
    }

    /// <summary>Queues all that is kept. What Elasticsearch has already it will have again, once.</summary>
    public static int Fill(SqliteConnection c, SqliteTransaction t) => Queue(c, t, "SELECT 'post', id, NULL FROM posts ORDER BY seq")
        + Queue(c, t, $"SELECT 'probe', {SpoolEntry.KeyOf("probes")}, NULL FROM probes ORDER BY at") + Queue(c, t, "SELECT 'decision', seq, NULL FROM decisions ORDER BY seq");

    /// <summary>Queues what was refused, after the mapping or the build has been mended.</summary>
    public static int Revive(SqliteConnection c, SqliteTransaction t)
    {
        var count = Queue(c, t, "SELECT kind, key, body FROM elastic_dead ORDER BY at");
        c.Execute("DELETE FROM elastic_dead", transaction: t);
        return count;
    }

    /// <summary>Queues a change of a post that the desk no longer holds; <paramref name="body"/> names its index and the fields.</summary>
    public static void Touch(SqliteConnection c, SqliteTransaction t, string id, string body)
    {
        c.Execute(Tick, transaction: t);
        using var insert = new Statement(c, t, "INSERT OR REPLACE INTO elastic_spool (seq, kind, key, body) SELECT seq, 'touch', $1, $2 FROM elastic_clock");
        insert.Run(id, body);
    }

    private static bool Exists(SqliteConnection c, SqliteTransaction t) => c.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master WHERE name = 'elastic_spool'", transaction: t) > 0;

    /// <param name="rows">Selects kind, key and body in the order wanted.</param>
    private static int Queue(SqliteConnection c, SqliteTransaction t, string rows)
    {
        c.Execute(Tick, transaction: t);
        var count = c.Execute($"INSERT OR REPLACE INTO elastic_spool (seq, kind, key, body) SELECT (SELECT seq FROM elastic_clock) + row_number() OVER (), r.* FROM ({rows}) AS r", transaction: t);
        c.Execute("UPDATE elastic_clock SET seq = seq + @count + 1", new { count }, t);
        return count;
    }
}
