using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Storage.Elasticsearch.Wire;

namespace Monitor.Storage.Elasticsearch.Reading;

/// <summary>
/// Reads any number of documents in order against one point in time: what is written meanwhile neither shows nor shifts pages. The point is closed
/// at the end, also after a break, for it holds segments on the nodes' disks.
/// </summary>
internal sealed class Pager(ElasticClient client)
{
    private const string Keep = "2m";

    /// <param name="sort">One field and its order; equals are told apart by <c>_shard_doc</c>.</param>
    public async IAsyncEnumerable<JsonElement> ReadAsync(
        string target, JsonObject query, (string Field, string Order) sort, int page, [EnumeratorCancellation] CancellationToken ct)
    {
        if (await OpenAsync(target, ct) is not { } pit) yield break;
        try
        {
            JsonNode? after = null;
            while (true)
            {
                using var reply = await client.PostAsync("_search?allow_partial_search_results=false", Body(query, sort, page, pit, after), ct);
                var hits = Search.Hits(reply);
                pit = reply.Root.TryGetProperty("pit_id", out var newest) ? newest.GetString()! : pit;
                foreach (var hit in hits) yield return hit;
                if (hits.Count < page) yield break;
                after = JsonNode.Parse(hits[^1].GetProperty("sort").GetRawText());
            }
        }
        finally
        {
            await CloseAsync(pit);
        }
    }

    private static JsonObject Body(JsonObject query, (string Field, string Order) sort, int page, string pit, JsonNode? after)
    {
        var body = new JsonObject
        {
            ["size"] = page,
            ["query"] = query.DeepClone(),
            ["pit"] = new JsonObject { ["id"] = pit, ["keep_alive"] = Keep },
            ["sort"] = new JsonArray(
                new JsonObject { [sort.Field] = new JsonObject { ["order"] = sort.Order, ["format"] = "strict_date_optional_time_nanos" } },
                new JsonObject { ["_shard_doc"] = "asc" }),
            ["track_total_hits"] = false,
            ["_source"] = Search.WithoutFolded(),
        };
        if (after is not null) body["search_after"] = after;
        return body;
    }

    private async Task<string?> OpenAsync(string target, CancellationToken ct)
    {
        try
        {
            using var reply = await client.PostAsync($"{target}/_pit?keep_alive={Keep}", null, ct);
            return reply.Root.GetProperty("id").GetString();
        }
        catch (ElasticException e) when (e.Fault == ElasticFault.Missing)
        {
            // Nothing has been written yet.
            return null;
        }
    }

    private async Task CloseAsync(string pit)
    {
        try
        {
            using var _ = await client.DeleteAsync("_pit", new JsonObject { ["id"] = pit }, CancellationToken.None);
        }
        catch (ElasticException)
        {
            // It ends by itself.
        }
    }
}
