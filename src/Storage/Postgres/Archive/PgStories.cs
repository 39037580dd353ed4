using Monitor.Core.Judgements;
using Monitor.Core.Posts;

namespace Monitor.Storage.Postgres.Archive;

internal static class PgStories
{
    private const string Select = """
        SELECT s.id, s.text, s.first_seen AS FirstSeen, s.last_seen AS LastSeen, s.posts, s.authors, s.sources, s.platforms, s.max_risk AS MaxRisk,
               CASE WHEN s.risk_count = 0 THEN 0.0 ELSE s.risk_sum / s.risk_count END AS MeanRisk,
               (SELECT value FROM story_members m WHERE m.story_id = s.id AND m.kind = 't' ORDER BY n DESC, value LIMIT 1) AS Topic
        FROM stories s
        """;

    public static async Task<Story?> OneAsync(Session s, string id) =>
        (await ReadAsync(s, "WHERE s.id = coalesce((SELECT into_id FROM story_merges WHERE from_id = @id), @id)", new { id })).FirstOrDefault();

    public static Task<IReadOnlyList<Story>> SinceAsync(Session s, DateTimeOffset since, int limit) =>
        ReadAsync(s, "WHERE s.last_seen >= @since ORDER BY s.last_seen DESC, s.id LIMIT @limit", new { since = since.Ms(), limit });

    /// <summary>What each of these stories says and its topic; a story merged into another says what that one says.</summary>
    public static async Task<IReadOnlyDictionary<string, (string Text, string Topic)>> TextsAsync(Session s, IEnumerable<string> ids) =>
        (await s.ReadAsync<(string Id, string Text, string? Topic)>("""
            SELECT i.id, s.text, (SELECT value FROM story_members m WHERE m.story_id = s.id AND m.kind = 't' ORDER BY n DESC, value LIMIT 1)
            FROM unnest(@ids) AS i (id) JOIN stories s ON s.id = coalesce((SELECT into_id FROM story_merges WHERE from_id = i.id), i.id)
            """, new { ids = ids.Distinct(StringComparer.Ordinal).ToArray() })).ToDictionary(r => r.Id, r => (r.Text, r.Topic ?? Topics.OffTopic), StringComparer.Ordinal);

    public static Task<int> DescribeAsync(Session s, string id, string text) => s.RunAsync("UPDATE stories SET text = @text WHERE id = @id", new { id, text = PgText.Clean(text) });

    private static async Task<IReadOnlyList<Story>> ReadAsync(Session s, string where, object values) => [.. (await s.ReadAsync<Row>($"{Select} {where}", values)).Select(r => new Story
    {
        Id = r.Id,
        Text = r.Text,
        FirstSeen = Instants.At(r.FirstSeen),
        LastSeen = Instants.At(r.LastSeen),
        Posts = r.Posts,
        Authors = r.Authors,
        Sources = r.Sources,
        Platforms = r.Platforms,
        MaxRisk = r.MaxRisk,
        MeanRisk = r.MeanRisk,
        Topic = r.Topic ?? Topics.OffTopic,
    })];

    private sealed record Row(string Id, string Text, long FirstSeen, long LastSeen, int Posts, int Authors, int Sources, int Platforms, double MaxRisk, double MeanRisk, string? Topic);
}
