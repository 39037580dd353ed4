using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Storage.Elasticsearch.Wire;

namespace Monitor.Storage.Elasticsearch.Reading;

/// <summary>
/// Buckets page by page. Unlike a histogram of terms its counts are exact over many shards, and no length of time meets the cluster's limit of
/// buckets in one answer.
/// </summary>
internal sealed class Composite(ElasticClient client)
{
    private const int Page = 1_000;

    public async IAsyncEnumerable<JsonElement> ReadAsync(string target, JsonObject query, JsonArray sources, JsonObject? inner, [EnumeratorCancellation] CancellationToken ct)
    {
        JsonNode? after = null;
        do
        {
            var composite = new JsonObject { ["size"] = Page, ["sources"] = sources.DeepClone() };
            if (after is not null) composite["after"] = after;
            var buckets = new JsonObject { ["composite"] = composite };
            if (inner is not null) buckets["aggs"] = inner.DeepClone();
            var body = new JsonObject { ["size"] = 0, ["track_total_hits"] = false, ["query"] = query.DeepClone(), ["aggs"] = new JsonObject { ["b"] = buckets } };
            using var reply = await Search.RunAsync(client, target, body, ct);
            // Without any index the answer has no aggregations.
            if (!reply.Root.TryGetProperty("aggregations", out var aggregations)) yield break;
            var result = aggregations.GetProperty("b");
            after = result.TryGetProperty("after_key", out var key) ? JsonNode.Parse(key.GetRawText()) : null;
            foreach (var bucket in result.GetProperty("buckets").EnumerateArray().Select(b => b.Clone()).ToList()) yield return bucket;
        }
        while (after is not null);
    }

    public static JsonObject Histogram(string name, string field, TimeSpan width) => new()
    {
        [name] = new JsonObject { ["date_histogram"] = new JsonObject { ["field"] = field, ["fixed_interval"] = $"{(long)width.TotalSeconds}s" } },
    };

    public static JsonObject Terms(string name, string field) => new() { [name] = new JsonObject { ["terms"] = new JsonObject { ["field"] = field } } };
}
