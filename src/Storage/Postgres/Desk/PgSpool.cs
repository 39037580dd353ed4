using Monitor.Core.Alerts;
using Monitor.Core.Probes;
using Monitor.Storage.Elasticsearch.Layout;
using Monitor.Storage.Elasticsearch.Spool;
using Monitor.Storage.Postgres.Archive;

namespace Monitor.Storage.Postgres.Desk;

/// <summary>Reads the head of the queue and takes out what has been stored.</summary>
internal static class PgSpool
{
    public static async Task<IReadOnlyList<SpoolEntry>> HeadAsync(Session s, int limit)
    {
        var rows = await s.ReadAsync<(long Seq, string Kind, string Key, string? Body)>("SELECT seq, kind, key, body FROM elastic_spool ORDER BY seq LIMIT @limit", new { limit });
        string[] Keys(string kind) => [.. rows.Where(r => r.Kind == kind).Select(r => r.Key)];
        var posts = await PostsAsync(s, Keys("post"));
        var probes = await ProbesAsync(s, Keys("probe"));
        var decisions = await DecisionsAsync(s, Keys("decision"));
        return [.. rows.Select(r => new SpoolEntry(
            r.Seq, r.Kind, r.Key,
            r.Kind == "post" ? posts.GetValueOrDefault(r.Key) : null,
            r.Kind == "probe" ? probes.GetValueOrDefault(r.Key) : null,
            r.Kind == "decision" ? decisions.GetValueOrDefault(r.Key) : null,
            r.Body))];
    }

    public static async Task SettleAsync(Session s, IReadOnlyCollection<long> over, IReadOnlyList<(SpoolEntry Entry, string Reason)> dead, DateTimeOffset now)
    {
        foreach (var (entry, reason) in dead)
            await s.RunAsync("""
                INSERT INTO elastic_dead (kind, key, at, reason, body) VALUES (@Kind, @Key, @at, @reason, @Touch)
                ON CONFLICT (kind, key) DO UPDATE SET at = @at, reason = @reason, body = @Touch
                """, new { entry.Kind, entry.Key, at = now.Ms(), reason = PgText.Clean(reason), entry.Touch });
        await s.RunAsync("DELETE FROM elastic_spool WHERE seq = ANY(@over)", new { over = over.ToArray() });
    }

    private static async Task<Dictionary<string, KeptPost>> PostsAsync(Session s, string[] ids)
    {
        if (ids.Length == 0) return [];
        var rows = await s.ReadAsync<PostRow>($"SELECT {PgPosts.Columns} FROM posts WHERE id = ANY(@ids)", new { ids });
        var texts = await PgStories.TextsAsync(s, rows.Select(r => r.StoryId).OfType<string>());
        return rows.ToDictionary(
            r => r.Id, r => new KeptPost(r.Post, Instants.At(r.LastSeen)) { StoryTitle = r.StoryId is { } id && texts.TryGetValue(id, out var t) ? SpoolEntry.TitleOf(t.Text, t.Topic) : null }, StringComparer.Ordinal);
    }

    private static async Task<Dictionary<string, ProbeResult>> ProbesAsync(Session s, string[] keys)
    {
        if (keys.Length == 0) return [];
        var parts = keys.Select(SpoolEntry.ProbeOf).ToList();
        var rows = await s.ReadAsync<(string Key, string Result)>($"""
            SELECT {SpoolEntry.KeyOf("p")}, p.result FROM probes p JOIN unnest(@targets, @at, @vantages) AS k (target_id, at, vantage) ON p.target_id = k.target_id AND p.at = k.at AND p.vantage = k.vantage
            """, new { targets = parts.Select(p => p.Target).ToArray(), at = parts.Select(p => p.At).ToArray(), vantages = parts.Select(p => p.Vantage).ToArray() });
        return rows.ToDictionary(r => r.Key, r => Json.Read<ProbeResult>(r.Result), StringComparer.Ordinal);
    }

    private static async Task<Dictionary<string, KeptDecision>> DecisionsAsync(Session s, string[] keys)
    {
        if (keys.Length == 0) return [];
        var rows = await s.ReadAsync<(long Seq, string Body, string? Alert)>("SELECT d.seq, d.body, a.body FROM decisions d LEFT JOIN alerts a ON a.id = d.alert_id WHERE d.seq = ANY(@seqs)",
            new { seqs = keys.Select(k => long.Parse(k, System.Globalization.CultureInfo.InvariantCulture)).ToArray() });
        return rows.ToDictionary(r => FormattableString.Invariant($"{r.Seq}"), r => new KeptDecision(r.Body, r.Alert is { } alert ? Json.Read<Alert>(alert) : null), StringComparer.Ordinal);
    }
}
