using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Storage.Elasticsearch.Wire;

namespace Monitor.Storage.Elasticsearch.Reading;

/// <summary>One search request and its answer. An answer of only some of the shards counts as none.</summary>
internal static class Search
{
    // An alias or a stream without indices is an archive without documents.
    private const string Whole = "ignore_unavailable=true&allow_no_indices=true&allow_partial_search_results=false";

    public static async Task<ElasticReply> RunAsync(ElasticClient client, string target, JsonObject body, CancellationToken ct)
    {
        var reply = await client.PostAsync($"{target}/_search?{Whole}", body, ct);
        if (Incomplete(reply.Root) is not { } why) return reply;
        reply.Dispose();
        throw new ElasticException(ElasticFault.Away, $"POST {target}/_search: {why}");
    }

    public static List<JsonElement> Hits(ElasticReply reply)
    {
        if (Incomplete(reply.Root) is { } why) throw new ElasticException(ElasticFault.Away, $"POST _search: {why}");
        return [.. reply.Root.GetProperty("hits").GetProperty("hits").EnumerateArray().Select(h => h.Clone())];
    }

    public static JsonObject WithoutFolded() => new() { ["excludes"] = new JsonArray("post.folded") };

    private static string? Incomplete(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("_shards", out var shards)) return "the answer is no search result";
        if (root.TryGetProperty("timed_out", out var late) && late.GetBoolean()) return "timed out on some shards";
        return shards.GetProperty("failed").GetInt32() is > 0 and var failed ? $"{failed} shards did not answer" : null;
    }
}
