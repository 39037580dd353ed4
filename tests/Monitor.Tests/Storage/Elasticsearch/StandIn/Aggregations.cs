using System.Globalization;
using System.Text.Json.Nodes;

namespace Monitor.Tests.Storage.Elasticsearch.StandIn;

/// <summary>composite (date_histogram and terms sources), filter, terms and date_histogram, each with sub-aggregations.</summary>
internal static class Aggregations
{
    private const int MostBuckets = 65_535;

    public static JsonObject Run(JsonObject aggs, IReadOnlyList<(Doc Doc, Mapping Mapping)> docs)
    {
        var result = new JsonObject();
        foreach (var (name, definition) in aggs)
        {
            var kind = definition!.AsObject().Single(p => p.Key is not ("aggs" or "meta"));
            var inner = definition["aggs"] as JsonObject;
            result[name] = kind.Key switch
            {
                "composite" => Composite(kind.Value!, inner, docs),
                "filter" => Bucket(new JsonObject(), [.. docs.Where(d => Query.Matches(kind.Value!, d.Doc, d.Mapping))], inner),
                "terms" => Terms(kind.Value!, inner, docs),
                "date_histogram" => Histogram(kind.Value!, inner, docs),
                _ => throw new Refusal(400, "parsing_exception", $"the stand-in knows no aggregation [{kind.Key}]"),
            };
        }

        return result;
    }

    private static JsonObject Composite(JsonNode body, JsonObject? inner, IReadOnlyList<(Doc Doc, Mapping Mapping)> docs)
    {
        var sources = body["sources"]!.AsArray().Select(s => s!.AsObject().Single()).ToList();
        var size = (int?)body["size"] ?? 10;
        var after = body["after"] is { } key ? sources.Select(s => (IComparable)(s.Value!["date_histogram"] is null ? (string)key[s.Key]! : (object)(long)key[s.Key]!)).ToArray() : null;
        var groups = docs.SelectMany(d => Keys(sources, d).Select(k => (Key: k, d))).GroupBy(p => p.Key, p => p.d, KeyComparer.Equal)
            .OrderBy(g => g.Key, KeyComparer.Order).Where(g => after is null || KeyComparer.Order.Compare(g.Key, after) > 0).Take(size).ToList();
        var buckets = new JsonArray([.. groups.Select(g => Bucket(new JsonObject { ["key"] = Key(sources, g.Key) }, [.. g], inner))]);
        var result = new JsonObject { ["buckets"] = buckets };
        if (groups.Count > 0) result["after_key"] = Key(sources, groups[^1].Key);
        return result;
    }

    private static IEnumerable<IComparable[]> Keys(List<KeyValuePair<string, JsonNode?>> sources, (Doc Doc, Mapping Mapping) d)
    {
        IEnumerable<IComparable[]> keys = [[]];
        foreach (var source in sources)
        {
            var (kind, body) = source.Value!.AsObject().Single();
            var values = kind == "terms" ? Strings(body!, d).Cast<IComparable>().ToList() : Instants(body!, d).Select(i => (IComparable)i).ToList();
            keys = [.. keys.SelectMany(k => values.Select(v => (IComparable[])[.. k, v]))];
        }

        return keys;
    }

    private static JsonObject Key(List<KeyValuePair<string, JsonNode?>> sources, IComparable[] key)
    {
        var result = new JsonObject();
        for (var i = 0; i < key.Length; i++) result[sources[i].Key] = key[i] is long at ? at : (string)key[i];
        return result;
    }

    private static JsonObject Terms(JsonNode body, JsonObject? inner, IReadOnlyList<(Doc Doc, Mapping Mapping)> docs)
    {
        var groups = docs.SelectMany(d => Strings(body, d).Distinct().Select(v => (v, d))).GroupBy(p => p.v, p => p.d).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        var size = (int?)body["size"] ?? 10;
        return new JsonObject
        {
            ["doc_count_error_upper_bound"] = 0,
            ["sum_other_doc_count"] = groups.Skip(size).Sum(g => g.Count()),
            ["buckets"] = new JsonArray([.. groups.Take(size).Select(g => Bucket(new JsonObject { ["key"] = g.Key }, [.. g], inner))]),
        };
    }

    private static JsonObject Histogram(JsonNode body, JsonObject? inner, IReadOnlyList<(Doc Doc, Mapping Mapping)> docs)
    {
        var groups = docs.SelectMany(d => Instants(body, d).Select(v => (v, d))).GroupBy(p => p.v, p => p.d).OrderBy(g => g.Key).ToList();
        if (groups.Count > MostBuckets) throw new Refusal(400, "too_many_buckets_exception", "Trying to create too many buckets");
        return new JsonObject
        {
            ["buckets"] = new JsonArray([.. groups.Select(g => Bucket(
                new JsonObject { ["key_as_string"] = DateTimeOffset.FromUnixTimeMilliseconds(g.Key).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture), ["key"] = g.Key }, [.. g], inner))]),
        };
    }

    private static JsonObject Bucket(JsonObject start, IReadOnlyList<(Doc, Mapping)> docs, JsonObject? inner)
    {
        start["doc_count"] = docs.Count;
        if (inner is not null)
            foreach (var (name, result) in Run(inner, docs).ToList()) start[name] = result!.DeepClone();
        return start;
    }

    private static IEnumerable<string> Strings(JsonNode body, (Doc Doc, Mapping Mapping) d) => Query.Values(d.Doc, Countable(body, d.Mapping)).Select(v => v.GetString()!);

    private static IEnumerable<long> Instants(JsonNode body, (Doc Doc, Mapping Mapping) d)
    {
        var field = Countable(body, d.Mapping);
        if (field.Type != "date") throw new Refusal(400, "illegal_argument_exception", $"[{field.Path}] is no date");
        var width = Width((string)body["fixed_interval"]!);
        return Query.Values(d.Doc, field).Select(v => Query.Instant(v.GetString()!)).Select(at => (long)Math.Floor((double)at / width) * width);
    }

    private static Field Countable(JsonNode body, Mapping mapping)
    {
        var field = mapping.Get((string)body["field"]!);
        return field.HasDocValues ? field : throw new Refusal(400, "illegal_argument_exception", $"Fielddata is disabled on [{field.Path}]");
    }

    private static long Width(string interval)
    {
        var unit = interval.TrimStart("0123456789".ToCharArray());
        var number = long.Parse(interval.AsSpan(0, interval.Length - unit.Length), CultureInfo.InvariantCulture);
        return number * unit switch { "ms" => 1, "s" => 1_000, "m" => 60_000, "h" => 3_600_000, "d" => 86_400_000, _ => throw new Refusal(400, "parse_exception", $"unknown unit in [{interval}]") };
    }

    private static class KeyComparer
    {
        public static readonly IEqualityComparer<IComparable[]> Equal = EqualityComparer<IComparable[]>.Create((a, b) => a!.SequenceEqual(b!), k => k.Aggregate(17, (h, v) => HashCode.Combine(h, v)));

        public static readonly IComparer<IComparable[]> Order = Comparer<IComparable[]>.Create((a, b) =>
            a.Zip(b).Select(p => p.First is string s ? string.CompareOrdinal(s, (string)p.Second) : p.First.CompareTo(p.Second)).FirstOrDefault(c => c != 0));
    }
}
