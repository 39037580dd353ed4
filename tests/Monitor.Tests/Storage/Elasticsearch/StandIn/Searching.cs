using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monitor.Tests.Storage.Elasticsearch.StandIn;

/// <summary>One search over what is visible.</summary>
internal static class Searching
{
    private const int DeepestPage = 10_000;

    public static JsonObject Run(JsonObject body, IReadOnlyList<(Doc Doc, Mapping Mapping)> docs, int shards, string? pit)
    {
        var matching = docs.Where(d => body["query"] is not { } query || Query.Matches(query, d.Doc, d.Mapping)).ToList();
        var (size, from) = ((int?)body["size"] ?? 10, (int?)body["from"] ?? 0);
        if (from + size > DeepestPage) throw new Refusal(400, "illegal_argument_exception", $"Result window is too large, from + size must be less than or equal to: [10000] but was [{from + size}]");
        var sorts = body["sort"]?.AsArray().Select(s => s!.AsObject().Single()).Select(s => (Field: s.Key, Down: (s.Value is JsonObject o ? (string?)o["order"] : (string?)s.Value) == "desc", Nanos: s.Value is JsonObject f && f["format"] is not null)).ToList() ?? [];
        var ranked = matching.Select((d, i) => (d.Doc, Keys: sorts.Select(s => Key(s.Field, d, i)).ToArray())).ToList();
        ranked.Sort((a, b) => Compare(a.Keys, b.Keys, sorts));
        if (body["search_after"] is JsonArray after) ranked = [.. ranked.Where(r => Compare(r.Keys, After(after, sorts), sorts) > 0)];

        var hits = new JsonArray([.. ranked.Skip(from).Take(size).Select(r => Hit(r.Doc, body, sorts, r.Keys))]);
        var result = new JsonObject
        {
            ["took"] = 1,
            ["timed_out"] = false,
            ["_shards"] = new JsonObject { ["total"] = shards, ["successful"] = shards, ["skipped"] = 0, ["failed"] = 0 },
            ["hits"] = new JsonObject { ["max_score"] = null, ["hits"] = hits },
        };
        if (pit is not null) result["pit_id"] = pit;
        if (body["aggs"] is JsonObject aggs && shards > 0) result["aggregations"] = Aggregations.Run(aggs, matching);
        return result;
    }

    private static IComparable Key(string field, (Doc Doc, Mapping Mapping) d, int at)
    {
        if (field == "_shard_doc") return (long)at;
        var known = d.Mapping.Get(field);
        if (!known.HasDocValues) throw new Refusal(400, "illegal_argument_exception", $"Fielddata is disabled on [{field}]");
        var value = Query.Values(d.Doc, known).FirstOrDefault();
        return known.Type == "date" ? Query.Instant(value.GetString()!) : value.ValueKind == JsonValueKind.Number ? value.GetInt64() : value.GetString() ?? "";
    }

    private static IComparable[] After(JsonArray after, List<(string Field, bool Down, bool Nanos)> sorts) =>
        [.. after.Zip(sorts).Select(p => p.Second.Nanos ? (IComparable)Query.Instant((string)p.First!) : p.First!.GetValueKind() == JsonValueKind.Number ? (long)p.First! : (string)p.First!)];

    private static int Compare(IComparable[] a, IComparable[] b, List<(string Field, bool Down, bool Nanos)> sorts)
    {
        for (var i = 0; i < sorts.Count; i++)
        {
            var order = a[i] is string s ? string.CompareOrdinal(s, (string)b[i]) : a[i].CompareTo(b[i]);
            if (order != 0) return sorts[i].Down ? -order : order;
        }

        return 0;
    }

    private static JsonObject Hit(Doc doc, JsonObject body, List<(string Field, bool Down, bool Nanos)> sorts, IComparable[] keys)
    {
        var hit = new JsonObject { ["_index"] = doc.Index, ["_id"] = doc.Id, ["_score"] = null };
        if (body["_source"] is not JsonValue flag || (bool)flag) hit["_source"] = Source(doc, body["_source"]?["excludes"]?.AsArray());
        if (sorts.Count > 0) hit["sort"] = new JsonArray([.. keys.Zip(sorts).Select(p => Sort(p.First, p.Second.Nanos))]);
        return hit;
    }

    private static JsonNode Sort(IComparable key, bool nanos) => key is not long at ? (string)key
        : nanos ? DateTimeOffset.FromUnixTimeMilliseconds(at).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)
        : at;

    private static JsonNode Source(Doc doc, JsonArray? excludes)
    {
        var source = JsonNode.Parse(doc.Source)!;
        foreach (var path in excludes?.Select(e => (string)e!) ?? [])
        {
            var names = path.Split('.');
            var at = names[..^1].Aggregate((JsonNode?)source, (node, name) => node?[name]);
            (at as JsonObject)?.Remove(names[^1]);
        }

        return source;
    }
}
