using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Storage.Elasticsearch.Layout;
using Monitor.Storage.Elasticsearch.Wire;

namespace Monitor.Storage.Elasticsearch.Reading;

/// <summary>Everything that is asked of Elasticsearch about what it keeps.</summary>
internal sealed class Library(ElasticClient client, Names names)
{
    private const int IdsAtOnce = 1_000;
    private const int PageOfExport = 1_000;

    /// <summary>Elasticsearch's own limit of from + size.</summary>
    private const int DeepestPage = 10_000;

    private static readonly TimeSpan LongestDelete = TimeSpan.FromHours(1);

    /// <summary>Newest published first.</summary>
    public async Task<List<Post>> SearchAsync(PostQuery query, IReadOnlyList<string>? stories, int limit, int offset, CancellationToken ct)
    {
        if (limit <= 0) return [];
        if (offset + limit > DeepestPage) return await DeepAsync(query, stories, limit, offset, ct);
        var body = new JsonObject
        {
            ["from"] = offset,
            ["size"] = limit,
            ["query"] = PostFilter.Of(query, stories),
            ["sort"] = new JsonArray(new JsonObject { ["@timestamp"] = "desc" }, new JsonObject { ["event.id"] = "desc" }),
            ["track_total_hits"] = false,
            ["_source"] = Search.WithoutFolded(),
        };
        using var reply = await Search.RunAsync(client, names.Posts, body, ct);
        return [.. Search.Hits(reply).Select(h => PostDocument.Read(h.GetProperty("_source")))];
    }

    /// <summary>Everything that matches, newest published first, as it stands at this moment.</summary>
    public async IAsyncEnumerable<Post> ExportAsync(PostQuery query, IReadOnlyList<string>? stories, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var hit in new Pager(client).ReadAsync(names.Posts, PostFilter.Of(query, stories), ("@timestamp", "desc"), PageOfExport, ct))
            yield return PostDocument.Read(hit.GetProperty("_source"));
    }

    public async Task<List<Post>> SeenAsync(DateTimeOffset from, DateTimeOffset until, int limit, CancellationToken ct)
    {
        var posts = new List<Post>();
        var query = PostFilter.All(new JsonArray(PostFilter.Range("event.created", from, until)));
        await foreach (var hit in new Pager(client).ReadAsync(names.Posts, query, ("event.created", "asc"), Math.Clamp(limit, 1, PageOfExport), ct))
        {
            if (posts.Count >= limit) break;
            posts.Add(PostDocument.Read(hit.GetProperty("_source")));
        }

        return posts;
    }

    public async Task<Post?> PostAsync(string id, CancellationToken ct)
    {
        var body = new JsonObject { ["size"] = 1, ["query"] = Ids([id]), ["track_total_hits"] = false, ["_source"] = Search.WithoutFolded() };
        using var reply = await Search.RunAsync(client, names.Posts, body, ct);
        return Search.Hits(reply) is [var hit, ..] ? PostDocument.Read(hit.GetProperty("_source")) : null;
    }

    /// <summary>Which of the ids are kept, and in which index.</summary>
    public async Task<Dictionary<string, string>> KnownAsync(IEnumerable<string> ids, CancellationToken ct)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var chunk in ids.Chunk(IdsAtOnce))
        {
            var body = new JsonObject { ["size"] = chunk.Length, ["query"] = Ids(chunk), ["track_total_hits"] = false, ["_source"] = false };
            using var reply = await Search.RunAsync(client, names.Posts, body, ct);
            foreach (var hit in Search.Hits(reply)) known[hit.GetProperty("_id").GetString()!] = hit.GetProperty("_index").GetString()!;
        }

        return known;
    }

    public async Task<List<PostBucket>> CurveAsync(DateTimeOffset from, DateTimeOffset until, TimeSpan width, CancellationToken ct)
    {
        var query = PostFilter.All(new JsonArray(PostFilter.Range("@timestamp", from, until)));
        var inner = new JsonObject
        {
            ["negative"] = Count("post.sentiment.label", PostDocument.Word(SentimentLabel.Negative)),
            ["neutral"] = Count("post.sentiment.label", PostDocument.Word(SentimentLabel.Neutral)),
            ["positive"] = Count("post.sentiment.label", PostDocument.Word(SentimentLabel.Positive)),
            ["high"] = Count("post.risk.band", PostDocument.Word(RiskBand.High)),
        };
        var curve = new List<PostBucket>();
        await foreach (var b in new Composite(client).ReadAsync(names.Posts, query, [Composite.Histogram("at", "@timestamp", width)], inner, ct))
            curve.Add(new PostBucket(At(b), Of(b), Of(b, "negative"), Of(b, "neutral"), Of(b, "positive"), Of(b, "high")));
        return curve;

        static JsonObject Count(string field, string value) => new() { ["filter"] = new JsonObject { ["term"] = new JsonObject { [field] = value } } };
        static int Of(JsonElement bucket, string? name = null) => (name is null ? bucket : bucket.GetProperty(name)).GetProperty("doc_count").GetInt32();
    }

    public async Task<List<HourCount>> HoursAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        var hours = new List<HourCount>();
        var query = PostFilter.All(new JsonArray(PostFilter.Range("event.created", from, until)));
        JsonArray sources = [Composite.Histogram("at", "event.created", TimeSpan.FromHours(1)), Composite.Terms("topic", "post.tally"), Composite.Terms("mood", "post.sentiment.label")];
        await foreach (var b in new Composite(client).ReadAsync(names.Posts, query, sources, null, ct))
        {
            var key = b.GetProperty("key");
            hours.Add(new HourCount(At(b), key.GetProperty("topic").GetString()!, Enum.Parse<SentimentLabel>(key.GetProperty("mood").GetString()!, ignoreCase: true), b.GetProperty("doc_count").GetInt32()));
        }

        return hours;
    }

    public async Task<List<ProbeResult>> ProbesAsync(string target, DateTimeOffset since, DateTimeOffset until, int limit, CancellationToken ct)
    {
        var term = new JsonObject { ["term"] = new JsonObject { ["monitor.id"] = new JsonObject { ["value"] = target } } };
        var body = new JsonObject
        {
            ["size"] = Math.Min(limit, DeepestPage),
            ["query"] = PostFilter.All(new JsonArray(term, PostFilter.Range("@timestamp", since, until))),
            ["sort"] = new JsonArray(new JsonObject { ["@timestamp"] = "desc" }),
            ["track_total_hits"] = false,
        };
        using var reply = await Search.RunAsync(client, names.Probes, body, ct);
        return [.. Search.Hits(reply).Select(h => ProbeDocument.Read(h.GetProperty("_source")))];
    }

    /// <summary>Deletes posts last brought by a read before the one moment and results older than the other; returns how many of both went.</summary>
    public async Task<int> PruneAsync(DateTimeOffset postsBefore, DateTimeOffset probesBefore, CancellationToken ct)
    {
        await RefreshAsync(ct);
        return await DeleteAsync(names.Posts, "post.last_seen", postsBefore, ct) + await DeleteAsync(names.Probes, "@timestamp", probesBefore, ct);
    }

    /// <summary>Makes everything written so far findable. Needs the `maintenance` right; only deleting and tests ask for it.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        using var _ = await client.PostAsync($"{names.Posts},{names.Probes}/_refresh?ignore_unavailable=true&allow_no_indices=true", null, ct);
    }

    /// <summary>Which of these stories still have a post.</summary>
    public async Task<HashSet<string>> StoriesWithPostsAsync(IReadOnlyList<string> stories, CancellationToken ct)
    {
        var alive = new HashSet<string>(StringComparer.Ordinal);
        foreach (var chunk in stories.Chunk(IdsAtOnce))
            await foreach (var b in new Composite(client).ReadAsync(names.Posts, PostFilter.All(new JsonArray(PostFilter.Terms("post.story", chunk))), [Composite.Terms("story", "post.story")], null, ct))
                alive.Add(b.GetProperty("key").GetProperty("story").GetString()!);
        return alive;
    }

    // What changed between looking and deleting is left for the next run.
    private async Task<int> DeleteAsync(string target, string field, DateTimeOffset before, CancellationToken ct)
    {
        var body = new JsonObject { ["query"] = PostFilter.Range(field, null, before) };
        using var reply = await client.PostAsync($"{target}/_delete_by_query?conflicts=proceed&refresh=true&ignore_unavailable=true&allow_no_indices=true", body, ct, LongestDelete);
        if (reply.Root.GetProperty("failures").GetArrayLength() > 0) throw new ElasticException(ElasticFault.Away, $"POST {target}/_delete_by_query: some shards failed");
        return reply.Root.GetProperty("deleted").GetInt32();
    }

    private async Task<List<Post>> DeepAsync(PostQuery query, IReadOnlyList<string>? stories, int limit, int offset, CancellationToken ct)
    {
        var page = new List<Post>();
        var at = 0;
        await foreach (var hit in new Pager(client).ReadAsync(names.Posts, PostFilter.Of(query, stories), ("@timestamp", "desc"), PageOfExport, ct))
        {
            if (at++ < offset) continue;
            page.Add(PostDocument.Read(hit.GetProperty("_source")));
            if (page.Count == limit) break;
        }

        return page;
    }

    private static JsonObject Ids(IEnumerable<string> ids) => new() { ["ids"] = new JsonObject { ["values"] = new JsonArray([.. ids.Select(i => JsonValue.Create(i))]) } };

    private static DateTimeOffset At(JsonElement bucket) => DateTimeOffset.FromUnixTimeMilliseconds(bucket.GetProperty("key").GetProperty("at").GetInt64());
}
