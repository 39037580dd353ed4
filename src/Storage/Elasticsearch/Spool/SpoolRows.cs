using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Alerts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Core.Text;
using Monitor.Storage.Elasticsearch.Layout;
using Monitor.Storage.Sqlite;
using Monitor.Storage.Sqlite.Archive;

namespace Monitor.Storage.Elasticsearch.Spool;

/// <summary>
/// One waiting change with what it says at this moment: of many changes of one post only the last state is sent. All of
/// <paramref name="Post"/>, <paramref name="Probe"/>, <paramref name="Decision"/> and <paramref name="Touch"/> are null when the row itself is gone.
/// </summary>
internal sealed record SpoolEntry(long Seq, string Kind, string Key, KeptPost? Post, ProbeResult? Probe, KeptDecision? Decision, string? Touch);

/// <summary>Reads the head of the queue and takes out what has been stored.</summary>
internal static class SpoolRows
{
    private const int TitleLength = 80;

    public static List<SpoolEntry> Head(SqliteConnection c, int limit)
    {
        var rows = c.Query<(long Seq, string Kind, string Key, string? Body)>("SELECT seq, kind, key, body FROM elastic_spool ORDER BY seq LIMIT @limit", new { limit }).AsList();
        var posts = Posts(c, rows.Where(r => r.Kind == "post").Select(r => r.Key));
        using var probe = new SqliteCommand("SELECT result FROM probes WHERE target_id = $target AND at = $at", c);
        using var decision = new SqliteCommand("SELECT d.body, a.body FROM decisions d LEFT JOIN alerts a ON a.id = d.alert_id WHERE d.seq = $seq", c);
        return [.. rows.Select(r => new SpoolEntry(
            r.Seq, r.Kind, r.Key,
            r.Kind == "post" ? posts.GetValueOrDefault(r.Key) : null,
            r.Kind == "probe" && One(probe, Halves(r.Key)) is { } result ? Json.Read<ProbeResult>(result) : null,
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

    public static (long Waiting, long Dead, string? LastReason) Count(SqliteConnection c) => (
        c.ExecuteScalar<long>("SELECT count(*) FROM elastic_spool"),
        c.ExecuteScalar<long>("SELECT count(*) FROM elastic_dead"),
        c.ExecuteScalar<string?>("SELECT reason FROM elastic_dead ORDER BY at DESC LIMIT 1"));

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
            if (kept.Post.StoryId is { } story && titles.TryGetValue(story, out var said) && Title(said.Text, said.Topic) is { } title) posts[id] = kept with { StoryTitle = title };
        return posts;
    }

    /// <summary>Stories of people in distress have no title here: who may read an index is decided elsewhere than on the board.</summary>
    private static string? Title(string text, string topic) => topic == Topics.StudentWellbeing ? null : text.ReplaceLineEndings(" ").CutTo(TitleLength);

    private static KeptDecision? Decision(SqliteCommand command, string seq)
    {
        command.Parameters.Clear();
        command.Parameters.AddWithValue("$seq", seq);
        using var reader = command.ExecuteReader();
        return reader.Read() ? new KeptDecision(reader.GetString(0), reader.IsDBNull(1) ? null : Json.Read<Alert>(reader.GetString(1))) : null;
    }

    private static (string, object)[] Halves(string key)
    {
        var bar = key.LastIndexOf('|');
        return [("$target", key[..bar]), ("$at", long.Parse(key.AsSpan(bar + 1), CultureInfo.InvariantCulture))];
    }

    private static string? One(SqliteCommand command, params ReadOnlySpan<(string Name, object Value)> values)
    {
        command.Parameters.Clear();
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
        return command.ExecuteScalar() as string;
    }
}
