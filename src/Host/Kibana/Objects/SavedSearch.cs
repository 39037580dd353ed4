using System.Text.Json.Nodes;

namespace Monitor.Host.Kibana.Objects;

/// <summary>A list of documents with its columns, newest first.</summary>
internal static class SavedSearch
{
    private const string Index = "kibanaSavedObjectMeta.searchSourceJSON.index";

    public static SavedObject Of(string id, string title, string description, string view, string kql, params IEnumerable<string> columns) => new("search", id, new JsonObject
    {
        ["title"] = title,
        ["description"] = description,
        ["columns"] = new JsonArray([.. columns.Select(c => JsonValue.Create(c))]),
        ["sort"] = new JsonArray(new JsonArray(BoardNames.Time, "desc")),
        ["grid"] = new JsonObject(),
        ["hideChart"] = true,
        ["kibanaSavedObjectMeta"] = new JsonObject
        {
            ["searchSourceJSON"] = BoardJson.Of(new JsonObject { ["query"] = BoardJson.Query(kql), ["filter"] = new JsonArray(), ["indexRefName"] = Index }),
        },
    }, [new Reference("index-pattern", view, Index)]);
}
