using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monitor.Tests.Storage.Elasticsearch.StandIn;

/// <param name="Path">Where its value stands in the source; of a sub-field its parent's.</param>
internal sealed record Field(string Path, string Type, string? Analyzer)
{
    /// <summary>Whether it can be sorted by and counted over.</summary>
    public bool HasDocValues => Type is not ("text" or "match_only_text" or "object");
}

/// <summary>A mapping as an index applies it: strict, types checked, unknown fields refused.</summary>
internal sealed class Mapping
{
    private static readonly string[] BuiltIn = ["standard", "simple", "whitespace", "keyword", "cjk"];

    private readonly Dictionary<string, Field> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _groups = new(StringComparer.Ordinal) { "" };
    private readonly bool _strict;

    public Mapping(JsonNode? mappings, IReadOnlyCollection<string> analyzers)
    {
        _strict = (string?)mappings?["dynamic"] == "strict";
        if (mappings?["properties"] is JsonObject properties) Walk(properties, "", analyzers);
    }

    /// <summary>The field of this full name; a real server answers nothing for an unmapped one, which would hide a mistake of ours.</summary>
    public Field Get(string name) => _fields.GetValueOrDefault(name) ?? throw new Refusal(400, "query_shard_exception", $"the stand-in refuses a query on the unmapped field [{name}]");

    public void Check(JsonElement source)
    {
        if (source.ValueKind != JsonValueKind.Object) throw new Refusal(400, "document_parsing_exception", "the source is no object");
        Check(source, "");
    }

    private void Walk(JsonObject properties, string prefix, IReadOnlyCollection<string> analyzers)
    {
        foreach (var (name, mapping) in properties)
        {
            var path = prefix + name;
            if (mapping!["properties"] is JsonObject inner)
            {
                _groups.Add(path);
                Walk(inner, path + ".", analyzers);
                continue;
            }

            _fields[path] = Of(path, mapping, analyzers);
            if (mapping["fields"] is JsonObject fields)
                foreach (var (sub, subMapping) in fields) _fields[$"{path}.{sub}"] = Of(path, subMapping!, analyzers);
        }
    }

    private static Field Of(string path, JsonNode mapping, IReadOnlyCollection<string> analyzers)
    {
        var analyzer = (string?)mapping["analyzer"];
        if (analyzer is not null && !analyzers.Contains(analyzer) && !BuiltIn.Contains(analyzer))
            throw new Refusal(400, "mapper_parsing_exception", $"analyzer [{analyzer}] has not been configured in mappings");
        return new Field(path, (string)mapping["type"]!, analyzer);
    }

    private void Check(JsonElement value, string prefix)
    {
        foreach (var property in value.EnumerateObject())
        {
            var path = prefix + property.Name;
            if (_groups.Contains(path))
            {
                if (property.Value.ValueKind != JsonValueKind.Object) throw Unfit(path, "object", property.Value);
                Check(property.Value, path + ".");
            }
            else if (_fields.TryGetValue(path, out var field))
            {
                CheckValue(field, path, property.Value);
            }
            else if (_strict)
            {
                throw new Refusal(400, "strict_dynamic_mapping_exception", $"mapping set to strict, dynamic introduction of [{property.Name}] within [{(prefix.Length == 0 ? "_doc" : prefix.TrimEnd('.'))}] is not allowed");
            }
        }
    }

    private static void CheckValue(Field field, string path, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray()) CheckValue(field, path, item);
            return;
        }

        var fits = value.ValueKind == JsonValueKind.Null || field.Type switch
        {
            "date" => value.ValueKind == JsonValueKind.String && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, out _),
            "long" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _),
            "half_float" or "float" or "double" => value.ValueKind == JsonValueKind.Number,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "keyword" or "wildcard" or "text" or "match_only_text" => value.ValueKind is JsonValueKind.String or JsonValueKind.Number,
            _ => value.ValueKind == JsonValueKind.Object,
        };
        if (!fits) throw Unfit(path, field.Type, value);
    }

    private static Refusal Unfit(string path, string type, JsonElement value) =>
        new(400, "document_parsing_exception", $"failed to parse field [{path}] of type [{type}] in document; preview '{value.ToString()[..Math.Min(20, value.ToString().Length)]}'");
}
