using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Alerts;
using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Storage.Elasticsearch.Layout;
using Monitor.Storage.Elasticsearch.Spool;
using Monitor.Storage.Sqlite.Archive;

namespace Monitor.Storage.Sqlite.Desk;

/// <summary>Reads the head of the queue and takes out what has been stored.</summary>
internal static class SpoolRows
{
    public static List<SpoolEntry> Head(SqliteConnection c, int limit)
    {
        var rows = c.Query<(long Seq, string Kind, string Key, string? Body)>("SELECT seq, kind, key, body FROM elastic_spool ORDER BY seq LIMIT @limit", new { limit }).AsList();
        var posts = Posts(c, rows.Where(r => r.Kind == "post").Select(r => r.Key));
        using var probe = new SqliteCommand("SELECT result FROM probes WHERE target_id = $target AND at = $at AND vantage = $vantage", c);
        using var decision = new SqliteCommand("SELECT d.body, a.body FROM decisions d LEFT JOIN alerts a ON a.id = d.alert_id WHERE d.seq = $seq", c);
        return [.. rows.Select(r => new SpoolEntry(
            r.Seq, r.Kind, r.Key,
            r.Kind == "post" ? posts.GetValueOrDefault(r.Key) : null,
            r.Kind == "probe" && One(probe, Parts(r.Key)) is { } result ? Json.Read<ProbeResult>(result) : null,
            r.Kind == "decision" ? Decision(decision, r.Key) : null,
            r.Body))];
    }

    /// <summary>An entry that was queued anew meanwhile has another number and stays.</summary>
    public static void Take(SqliteConnection c, SqliteTransaction t, IEnumerable<long> seqs) =>
        c.Execute("DELETE FROM elastic_spool WHERE seq IN (SELECT value FROM json_each(@seqs))", new { seqs = Json.Write(seqs) }, t);

    public static void Bury(SqliteConnection c, SqliteTransaction t, SpoolEntry entry, DateTimeOffset at, string reason)
    {
        using var insert = new Statement(c, t, "INSERT OR REPLACE INTO elastic_dead VALUES ($1, $2, $3, $4, $5)");
        insert.Run(entry.Kind, entry.Key, at.Ms(), reason, entry.Touch);
    }

    public static (long Waiting, long Dead) Count(SqliteConnection c) =>
        (c.ExecuteScalar<long>("SELECT count(*) FROM elastic_spool"), c.ExecuteScalar<long>("SELECT count(*) FROM elastic_dead"));

    private static Dictionary<string, KeptPost> Posts(SqliteConnection c, IEnumerable<string> ids)
    {
        using var command = c.CreateCommand();
        command.CommandText = $"SELECT {PostRow.Columns}, coalesce(last_seen, first_seen) FROM posts WHERE id IN (SELECT value FROM json_each($ids))";
        command.Parameters.AddWithValue("$ids", Json.Write(ids));
        var posts = new Dictionary<string, KeptPost>(StringComparer.Ordinal);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            Post post = PostRow.Read(reader);
            posts[post.Id] = new KeptPost(post, Instants.At(reader.GetInt64(PostRow.Count)));
        }

        var titles = StoryReader.Texts(c, posts.Values.Select(p => p.Post.StoryId).OfType<string>().Distinct(StringComparer.Ordinal));
        foreach (var (id, kept) in posts)
            if (kept.Post.StoryId is { } story && titles.TryGetValue(story, out var said) && SpoolEntry.TitleOf(said.Text, said.Topic) is { } title) posts[id] = kept with { StoryTitle = title };
        return posts;
    }

    private static KeptDecision? Decision(SqliteCommand command, string seq)
    {
        command.Parameters.Clear();
        command.Parameters.AddWithValue("$seq", seq);
        using var reader = command.ExecuteReader();
        return reader.Read() ? new KeptDecision(reader.GetString(0), reader.IsDBNull(1) ? null : Json.Read<Alert>(reader.GetString(1))) : null;
    }

    private static (string, object)[] Parts(string key)
    {
        var (target, at, vantage) = SpoolEntry.ProbeOf(key);
        return [("$target", target), ("$at", at), ("$vantage", vantage)];
    }

    private static string? One(SqliteCommand command, params ReadOnlySpan<(string Name, object Value)> values)
    {
        command.Parameters.Clear();
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
        return command.ExecuteScalar() as string;
    }
}
