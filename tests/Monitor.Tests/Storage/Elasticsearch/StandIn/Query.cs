using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Monitor.Tests.Storage.Elasticsearch.StandIn;

/// <summary>The queries the adapter uses, evaluated document by document.</summary>
internal static class Query
{
    public static bool Matches(JsonNode query, Doc doc, Mapping mapping)
    {
        var (kind, body) = query.AsObject().Single();
        return kind switch
        {
            "match_all" => true,
            "bool" => Bool(body!.AsObject(), doc, mapping),
            "ids" => body!["values"]!.AsArray().Any(v => (string?)v == doc.Id),
            "term" => One(body!, doc, mapping, out var wanted, "value").Any(v => Text(v) == Text(wanted)),
            "terms" => Terms(body!, doc, mapping),
            "range" => Range(body!, doc, mapping),
            "match_phrase" => Phrase(body!, doc, mapping),
            "wildcard" => One(body!, doc, mapping, out var pattern, "value").Any(v => Glob((string)pattern!).IsMatch(v.GetString()!)),
            "regexp" => One(body!, doc, mapping, out var regex, "value").Any(v => Lucene((string)regex!).IsMatch(v.GetString()!)),
            _ => throw new Refusal(400, "parsing_exception", $"the stand-in knows no query [{kind}]"),
        };
    }

    public static IEnumerable<JsonElement> Values(Doc doc, Field field)
    {
        var at = doc.Root;
        foreach (var name in field.Path.Split('.'))
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at)) return [];
        return at.ValueKind == JsonValueKind.Array ? at.EnumerateArray() : [at];
    }

    public static long Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    private static bool Bool(JsonObject body, Doc doc, Mapping mapping)
    {
        foreach (var (name, clauses) in body)
        {
            var list = clauses is JsonArray array ? array.ToList() : [clauses];
            var fits = name switch
            {
                "filter" or "must" => list.All(c => Matches(c!, doc, mapping)),
                "must_not" => !list.Any(c => Matches(c!, doc, mapping)),
                _ => throw new Refusal(400, "parsing_exception", $"the stand-in knows no [{name}] in [bool]"),
            };
            if (!fits) return false;
        }

        return true;
    }

    private static IEnumerable<JsonElement> One(JsonNode body, Doc doc, Mapping mapping, out JsonNode? parameter, string name)
    {
        var (field, value) = body.AsObject().Single();
        parameter = value is JsonObject inner ? inner[name] : value;
        var known = mapping.Get(field);
        if (known.Type == "object") throw new Refusal(400, "query_shard_exception", $"[{field}] is not indexed");
        return Values(doc, known);
    }

    private static bool Terms(JsonNode body, Doc doc, Mapping mapping)
    {
        var (field, values) = body.AsObject().Single();
        var wanted = values!.AsArray().Select(v => Text(v)).ToHashSet();
        return Values(doc, mapping.Get(field)).Any(v => wanted.Contains(Text(v)));
    }

    private static bool Range(JsonNode body, Doc doc, Mapping mapping)
    {
        var (name, bounds) = body.AsObject().Single();
        var field = mapping.Get(name);
        if (field.Type != "date") throw new Refusal(400, "query_shard_exception", "the stand-in knows ranges of dates only");
        return Values(doc, field).Any(v => bounds!.AsObject().All(b => Fits(b.Key, Instant(v.GetString()!), Instant((string)b.Value!))));

        static bool Fits(string bound, long value, long limit) => bound switch { "gte" => value >= limit, "lt" => value < limit, "gt" => value > limit, "lte" => value <= limit, _ => throw new Refusal(400, "parsing_exception", $"[range] knows no [{bound}]") };
    }

    private static bool Phrase(JsonNode body, Doc doc, Mapping mapping)
    {
        var (name, parameters) = body.AsObject().Single();
        var field = mapping.Get(name);
        if (field.Type != "text") throw new Refusal(400, "query_shard_exception", $"[{name}] is no text");
        return Values(doc, field).Any(v => Analysis.HasPhrase(field.Analyzer!, v.GetString()!, (string)parameters!["query"]!));
    }

    private static Regex Glob(string pattern)
    {
        var regex = new System.Text.StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
            regex.Append(pattern[i] switch { '*' => ".*", '?' => ".", '\\' => Regex.Escape(pattern[++i].ToString()), var c => Regex.Escape(c.ToString()) });
        return new Regex(regex + "$", RegexOptions.Singleline | RegexOptions.CultureInvariant);
    }

    /// <summary>Lucene's syntax is anchored and a subset of this in all the adapter writes.</summary>
    private static Regex Lucene(string pattern) => new($"^(?:{pattern})$", RegexOptions.Singleline | RegexOptions.CultureInvariant);

    private static string Text(JsonNode? value) => value!.GetValueKind() == JsonValueKind.String ? (string)value! : value.ToJsonString();

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
