using System.Text.Json.Nodes;

namespace Monitor.Host.Kibana.Objects;

/// <summary>What Kibana knows of a set of indices: their names, Chinese names of the fields, and what becomes of a value when it is shown.</summary>
internal static class DataView
{
    /// <param name="labels">Field and its name for people.</param>
    /// <param name="formats">Field and how its values are shown.</param>
    /// <param name="hidden">Fields that Discover leaves out. It spares eyes and protects nothing; rights do.</param>
    public static SavedObject Of(string id, string pattern, string name, IEnumerable<(string Field, string Label)> labels, IEnumerable<(string Field, JsonObject? Format)> formats, IEnumerable<string> hidden) => new("index-pattern", id, new JsonObject
    {
        ["title"] = pattern,
        ["name"] = name,
        ["timeFieldName"] = BoardNames.Time,
        ["fieldAttrs"] = BoardJson.Of(new JsonObject(labels.Select(l => KeyValuePair.Create<string, JsonNode?>(l.Field, new JsonObject { ["customLabel"] = l.Label })))),
        ["fieldFormatMap"] = BoardJson.Of(new JsonObject(formats.Where(f => f.Format is not null).Select(f => KeyValuePair.Create<string, JsonNode?>(f.Field, f.Format)))),
        ["sourceFilters"] = BoardJson.Of(new JsonArray([.. hidden.Select(h => new JsonObject { ["value"] = h })])),
        ["runtimeFieldMap"] = "{}",
        ["typeMeta"] = "{}",
    }, []);

    /// <summary>The value as a link to a page of Monitor's own board, where rights are checked; nothing without its address.</summary>
    public static JsonObject? Link(string? board, string page) => board is null ? null : new JsonObject
    {
        ["id"] = "url",
        ["params"] = new JsonObject { ["type"] = "a", ["urlTemplate"] = $"{board}/{page}/{{{{value}}}}", ["labelTemplate"] = "{{value}}", ["openLinkInCurrentTab"] = false },
    };

    public static JsonObject WebLink() => new() { ["id"] = "url", ["params"] = new JsonObject { ["type"] = "a", ["openLinkInCurrentTab"] = false } };

    public static JsonObject Micros() => new()
    {
        ["id"] = "duration",
        ["params"] = new JsonObject { ["inputFormat"] = "microseconds", ["outputFormat"] = "asMilliseconds", ["outputPrecision"] = 1, ["showSuffix"] = true },
    };
}
