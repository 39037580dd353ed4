using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monitor.Tests.Storage.Elasticsearch.StandIn;

/// <summary>A bulk request, item by item, in order; an item that fails says so and stops no other.</summary>
internal static class BulkRun
{
    public static JsonObject Run(Cluster cluster, byte[] body, Func<string, Refusal?> fault, bool streamsOnly = false)
    {
        if (body.Length == 0 || body[^1] != (byte)'\n') throw new Refusal(400, "illegal_argument_exception", "The bulk request must be terminated by a newline [\\n]");
        var lines = Lines(body);
        var (items, errors) = (new JsonArray(), false);
        for (var i = 0; i < lines.Count;)
        {
            var (action, meta) = Parse(lines[i++]).AsObject().Single();
            if (i == lines.Count) throw new Refusal(400, "illegal_argument_exception", "an action without its document");
            var source = lines[i++];
            var (item, failed) = One(cluster, action, meta!.AsObject(), source, fault, streamsOnly);
            errors |= failed;
            items.Add((JsonNode)new JsonObject { [action] = item });
        }

        return new JsonObject { ["took"] = 1, ["errors"] = errors, ["items"] = items };
    }

    private static (JsonObject Item, bool Failed) One(Cluster cluster, string action, JsonObject meta, byte[] source, Func<string, Refusal?> fault, bool streamsOnly)
    {
        var (index, id) = ((string)meta["_index"]!, (string?)meta["_id"]);
        var item = new JsonObject { ["_index"] = index, ["_id"] = id };
        try
        {
            if (fault(id ?? "") is { } injected) throw injected;
            if (streamsOnly && !cluster.IsStream(index)) throw Refusal.NoIndex(index);
            var (doc, created) = Write(cluster, action, index, id!, meta, source, item);
            (item["_index"], item["_version"], item["result"]) = (doc.Index, doc.Version, created ? "created" : "updated");
            (item["_seq_no"], item["_primary_term"], item["status"]) = (doc.SeqNo, 1, created ? 201 : 200);
            item["_shards"] = new JsonObject { ["total"] = 2, ["successful"] = 1, ["failed"] = 0 };
            return (item, false);
        }
        catch (Refusal e)
        {
            (item["status"], item["error"]) = (e.Status, e.Cause());
            return (item, true);
        }
    }

    private static (Doc, bool) Write(Cluster cluster, string action, string index, string id, JsonObject meta, byte[] source, JsonObject item)
    {
        if (action == "update") return Update(cluster, index, id, source);
        var target = cluster.ForWrite(index, action == "create");
        item["_index"] = target.Name;
        (long, long)? expected = meta["if_seq_no"] is { } seq ? ((long)seq, (long)meta["if_primary_term"]!) : null;
        return target.Put(id, source, action == "create", (string?)meta["version_type"] == "external" ? (long)meta["version"]! : null, expected);
    }

    private static (Doc, bool) Update(Cluster cluster, string index, string id, byte[] source)
    {
        if (!cluster.Indices.TryGetValue(index, out var target)) throw Refusal.NoIndex(index);
        if (!target.Live.TryGetValue(id, out var old)) throw new Refusal(404, "document_missing_exception", $"[{id}]: document missing");
        var merged = Merge(JsonNode.Parse(old.Source)!.AsObject(), Parse(source)["doc"]!.AsObject());
        return target.Put(id, Encoding.UTF8.GetBytes(merged.ToJsonString()), create: false, external: null, expected: null);
    }

    private static JsonObject Merge(JsonObject into, JsonObject part)
    {
        foreach (var (name, value) in part)
            into[name] = value is JsonObject inner && into[name] is JsonObject old ? Merge(old.DeepClone().AsObject(), inner) : value?.DeepClone();
        return into;
    }

    private static JsonNode Parse(byte[] line)
    {
        try
        {
            return JsonNode.Parse(line)!;
        }
        catch (JsonException e)
        {
            throw new Refusal(400, "x_content_parse_exception", e.Message);
        }
    }

    private static List<byte[]> Lines(byte[] body)
    {
        var lines = new List<byte[]>();
        for (int at = 0, end; at < body.Length; at = end + 1)
        {
            end = Array.IndexOf(body, (byte)'\n', at);
            lines.Add(body[at..end]);
        }

        return lines;
    }
}
