using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Storage.Sqlite;

namespace Monitor.Storage.Elasticsearch.Spool;

/// <summary>
/// The tables of the spool, beside those of the desk and only there where Elasticsearch is used. Triggers fill them within the transaction that
/// changes a post, a probe result or a decision, so that nothing is stored without being sent and nothing is sent that was not stored. They are
/// temporary: they live as long as the writing connection, and a store opened without Elasticsearch never meets them.
/// </summary>
internal static class SpoolTables
{
    /// <summary>A read that brings a known post again is told to Elasticsearch four times a day, not with every read; retention counts in days.</summary>
    private const string TouchMs = "21600000";

    // Later than everything sent before, also after an older backup was restored: the number is the version Elasticsearch compares.
    private const string Next = "max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'elastic_spool'), 0) + 1, CAST(unixepoch('subsec') * 1000 AS INTEGER) * 1000)";

    private const string Enqueue = "INSERT OR REPLACE INTO elastic_spool (seq, kind, key) VALUES (" + Next + ", ";

    private const string Tables = """
        CREATE TABLE IF NOT EXISTS elastic_spool (
            seq  INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            key  TEXT NOT NULL,
            body TEXT,
            UNIQUE (kind, key)
        ) STRICT;
        CREATE TABLE IF NOT EXISTS elastic_dead (
            kind   TEXT NOT NULL,
            key    TEXT NOT NULL,
            at     INTEGER NOT NULL,
            reason TEXT NOT NULL,
            body   TEXT,
            PRIMARY KEY (kind, key)
        ) STRICT, WITHOUT ROWID;
        """;

    private const string Triggers = $"""
        CREATE TEMP TRIGGER elastic_post_new AFTER INSERT ON main.posts BEGIN {Enqueue} 'post', NEW.id); END;
        CREATE TEMP TRIGGER elastic_post_changed AFTER UPDATE ON main.posts
        WHEN NEW.rank IS NOT OLD.rank OR NEW.heat IS NOT OLD.heat OR NEW.replies IS NOT OLD.replies OR NEW.story_id IS NOT OLD.story_id
            OR NEW.assessment IS NOT OLD.assessment
            OR coalesce(NEW.last_seen, NEW.first_seen) / {TouchMs} <> coalesce(OLD.last_seen, OLD.first_seen) / {TouchMs}
        BEGIN {Enqueue} 'post', NEW.id); END;
        CREATE TEMP TRIGGER elastic_probe_new AFTER INSERT ON main.probes BEGIN {Enqueue} 'probe', NEW.target_id || '|' || NEW.at); END;
        CREATE TEMP TRIGGER elastic_decision_new AFTER INSERT ON main.decisions BEGIN {Enqueue} 'decision', NEW.seq); END;
        """;

    /// <summary>Makes the tables where they are missing; then everything kept so far is put in the queue, which moves a store to Elasticsearch.</summary>
    public static void Prepare(SqliteConnection c, SqliteTransaction t)
    {
        var isNew = c.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master WHERE name = 'elastic_spool'", transaction: t) == 0;
        c.Execute(Tables, transaction: t);
        if (isNew) Fill(c, t);
        c.Execute(Triggers, transaction: t);
    }

    /// <summary>Queues all that is kept. What Elasticsearch has already it will have again, once.</summary>
    public static int Fill(SqliteConnection c, SqliteTransaction t)
    {
        using var mark = new Statement(c, t, $"{Enqueue} '', '')");
        mark.Run();
        return c.Execute("""
            DELETE FROM elastic_spool WHERE kind = '';
            INSERT OR REPLACE INTO elastic_spool (kind, key) SELECT 'post', id FROM posts ORDER BY seq;
            INSERT OR REPLACE INTO elastic_spool (kind, key) SELECT 'probe', target_id || '|' || at FROM probes ORDER BY at;
            INSERT OR REPLACE INTO elastic_spool (kind, key) SELECT 'decision', seq FROM decisions ORDER BY seq;
            """, transaction: t);
    }

    /// <summary>Queues a change of a post that the desk no longer holds; <paramref name="body"/> names its index and the fields.</summary>
    public static void Touch(SqliteConnection c, SqliteTransaction t, string id, string body)
    {
        using var insert = new Statement(c, t, $"INSERT OR REPLACE INTO elastic_spool (seq, kind, key, body) VALUES ({Next}, 'touch', $1, $2)");
        insert.Run(id, body);
    }
}
