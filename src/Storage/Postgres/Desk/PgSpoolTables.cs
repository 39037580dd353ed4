using Monitor.Storage.Elasticsearch.Spool;

namespace Monitor.Storage.Postgres.Desk;

/// <summary>
/// The tables of the spool, only there where Elasticsearch is used. Triggers fill them within the transaction that changes posts, probe results or
/// decisions, once for each statement, so that nothing is stored without being sent and nothing is sent that was not stored. The clock's row is held until
/// the end of its transaction, so numbers rise in the order of commits and the sender never passes one that is not there yet.
/// </summary>
internal static class PgSpoolTables
{
    /// <summary>A read that brings a known post again is told to Elasticsearch four times a day, not with every read; retention counts in days.</summary>
    private const string TouchMs = "21600000";

    private const int Slice = 20_000;

    private const string Tables = """
        CREATE TABLE elastic_spool (
            seq  bigint PRIMARY KEY,
            kind text COLLATE "C" NOT NULL,
            key  text COLLATE "C" NOT NULL,
            body text,
            UNIQUE (kind, key)
        );
        CREATE TABLE elastic_clock (
            id  integer PRIMARY KEY CHECK (id = 1),
            seq bigint NOT NULL
        );
        INSERT INTO elastic_clock VALUES (1, 0);
        CREATE TABLE elastic_dead (
            kind   text COLLATE "C" NOT NULL,
            key    text COLLATE "C" NOT NULL,
            at     bigint NOT NULL,
            reason text NOT NULL,
            body   text,
            PRIMARY KEY (kind, key)
        );
        """;

    // Each entry's number is later than all before it, also after an older backup was restored: it is the version Elasticsearch compares.
    private static readonly string Functions = $"""
        CREATE OR REPLACE FUNCTION elastic_enqueue(what text, keys text[], bodies text[]) RETURNS integer LANGUAGE plpgsql AS $$
        DECLARE
            many integer := coalesce(array_length(keys, 1), 0);
            latest bigint;
        BEGIN
            IF many = 0 THEN RETURN 0; END IF;
            UPDATE elastic_clock SET seq = greatest(seq, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint) + many RETURNING seq INTO latest;
            INSERT INTO elastic_spool (seq, kind, key, body)
            SELECT latest - many + place, what, k, b FROM unnest(keys, bodies) WITH ORDINALITY AS u (k, b, place) ORDER BY place
            ON CONFLICT (kind, key) DO UPDATE SET seq = excluded.seq, body = excluded.body;
            RETURN many;
        END $$;
        CREATE OR REPLACE FUNCTION elastic_posts_new() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            PERFORM elastic_enqueue('post', (SELECT array_agg(id ORDER BY seq) FROM fresh), NULL);
            RETURN NULL;
        END $$;
        CREATE OR REPLACE FUNCTION elastic_posts_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            PERFORM elastic_enqueue('post', (
                SELECT array_agg(n.id ORDER BY n.seq) FROM fresh n JOIN stale o USING (seq)
                WHERE n.rank IS DISTINCT FROM o.rank OR n.heat IS DISTINCT FROM o.heat OR n.replies IS DISTINCT FROM o.replies
                    OR n.story_id IS DISTINCT FROM o.story_id OR n.assessment IS DISTINCT FROM o.assessment
                    OR n.text IS DISTINCT FROM o.text OR n.title IS DISTINCT FROM o.title OR n.gone IS DISTINCT FROM o.gone
                    OR coalesce(n.last_seen, n.first_seen) / {TouchMs} <> coalesce(o.last_seen, o.first_seen) / {TouchMs}), NULL);
            RETURN NULL;
        END $$;
        CREATE OR REPLACE FUNCTION elastic_probes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            PERFORM elastic_enqueue('probe', (SELECT array_agg({SpoolEntry.KeyOf("fresh")} ORDER BY at, vantage) FROM fresh), NULL);
            RETURN NULL;
        END $$;
        CREATE OR REPLACE FUNCTION elastic_decisions() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            PERFORM elastic_enqueue('decision', (SELECT array_agg(seq::text ORDER BY seq) FROM fresh), NULL);
            RETURN NULL;
        END $$;
        """;

    private const string Triggers = """
        CREATE TRIGGER elastic_posts_new AFTER INSERT ON posts REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION elastic_posts_new();
        CREATE TRIGGER elastic_posts_changed AFTER UPDATE ON posts REFERENCING OLD TABLE AS stale NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION elastic_posts_changed();
        CREATE TRIGGER elastic_probes_new AFTER INSERT ON probes REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION elastic_probes();
        CREATE TRIGGER elastic_probes_changed AFTER UPDATE ON probes REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION elastic_probes();
        CREATE TRIGGER elastic_decisions_new AFTER INSERT ON decisions REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION elastic_decisions();
        """;

    private const string Drop = """
        DROP TRIGGER IF EXISTS elastic_posts_new ON posts;
        DROP TRIGGER IF EXISTS elastic_posts_changed ON posts;
        DROP TRIGGER IF EXISTS elastic_probes_new ON probes;
        DROP TRIGGER IF EXISTS elastic_probes_changed ON probes;
        DROP TRIGGER IF EXISTS elastic_decisions_new ON decisions;
        """;

    /// <summary>Makes tables and triggers where they are missing; with the tables everything kept so far is put in the queue, which moves a store to Elasticsearch.</summary>
    public static async Task PrepareAsync(Session s)
    {
        await s.LockAsync("elastic");
        var made = await s.ValueAsync<bool>("SELECT to_regclass('elastic_spool') IS NOT NULL");
        if (!made) await s.RunAsync(Tables);
        // Also where triggers stand already: an earlier build may have made the functions.
        await s.RunAsync(Functions);
        if (await WorkAsync(s)) return;
        await s.RunAsync(Drop + Triggers);
        // New, or used without Elasticsearch for a while: nobody queued what came in that time.
        await FillAsync(s);
    }

    /// <summary>
    /// Where Elasticsearch is no longer used: nobody would empty the queue. Not while another replica lives, which may be one that still sends: of two
    /// configurations in a rolling change the one without must not decide for both.
    /// </summary>
    /// <returns>False when another replica lives.</returns>
    public static async Task<bool> RestAsync(Session s)
    {
        await s.LockAsync("elastic");
        if (!await WorkAsync(s)) return true;
        if (await s.ValueAsync<bool>("SELECT EXISTS (SELECT 1 FROM leases WHERE until > clock_timestamp())")) return false;
        await s.RunAsync(Drop);
        return true;
    }

    /// <summary>Queues all that is kept. What Elasticsearch has already it will have again, once.</summary>
    public static async Task<int> FillAsync(Session s) =>
        await SlicesAsync(s, "post", "SELECT id AS key, seq AS place FROM posts WHERE seq > @after ORDER BY seq")
        + await SlicesAsync(s, "probe", $"SELECT {SpoolEntry.KeyOf("probes")} AS key, row_number() OVER (ORDER BY at, target_id, vantage) AS place FROM probes ORDER BY at, target_id, vantage OFFSET @after")
        + await SlicesAsync(s, "decision", "SELECT seq::text AS key, seq AS place FROM decisions WHERE seq > @after ORDER BY seq");

    /// <summary>So many at a time that no statement outlasts its limit.</summary>
    private static async Task<int> SlicesAsync(Session s, string kind, string rows)
    {
        for (long after = 0, total = 0; ;)
        {
            var (count, last) = await s.FirstAsync<(int Count, long Last)>($"""
                WITH slice AS ({rows} LIMIT {Slice})
                SELECT elastic_enqueue(@kind, (SELECT array_agg(key ORDER BY place) FROM slice), NULL), coalesce((SELECT max(place) FROM slice), 0)
                """, new { kind, after });
            total += count;
            if (count < Slice) return (int)total;
            after = last;
        }
    }

    /// <summary>Queues what was refused, after the mapping or the build has been mended.</summary>
    public static async Task<int> ReviveAsync(Session s)
    {
        var count = 0;
        foreach (var kind in await s.ReadAsync<string>("SELECT DISTINCT kind FROM elastic_dead"))
            count += await s.ValueAsync<int>("SELECT elastic_enqueue(@kind, (SELECT array_agg(key ORDER BY at, key) FROM elastic_dead WHERE kind = @kind), (SELECT array_agg(body ORDER BY at, key) FROM elastic_dead WHERE kind = @kind))", new { kind });
        await s.RunAsync("DELETE FROM elastic_dead");
        return count;
    }

    private static Task<bool> WorkAsync(Session s) =>
        s.ValueAsync<bool>("SELECT EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = 'elastic_decisions_new' AND tgrelid = 'decisions'::regclass)");
}
