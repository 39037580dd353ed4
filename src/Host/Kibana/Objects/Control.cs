using System.Text.Json.Nodes;

namespace Monitor.Host.Kibana.Objects;

/// <summary>A list above the board from which a reader chooses values of one field.</summary>
internal sealed record Control(string Id, string Title, string Field)
{
    public Reference Reference(string view) => new("index-pattern", view, $"controlGroup_{Id}:optionsListDataView");

    public static JsonObject Group(IReadOnlyList<Control> controls) => new()
    {
        ["controlStyle"] = "oneLine",
        ["chainingSystem"] = "HIERARCHICAL",
        ["ignoreParentSettingsJSON"] = BoardJson.Of(new JsonObject { ["ignoreFilters"] = false, ["ignoreQuery"] = false, ["ignoreTimerange"] = false, ["ignoreValidations"] = false }),
        ["panelsJSON"] = BoardJson.Of(new JsonObject(controls.Select((c, i) => KeyValuePair.Create<string, JsonNode?>(c.Id, c.Json(i))))),
    };

    private JsonObject Json(int order) => new()
    {
        ["order"] = order,
        ["width"] = "medium",
        ["grow"] = true,
        ["type"] = "optionsListControl",
        ["explicitInput"] = new JsonObject
        {
            ["id"] = Id,
            ["fieldName"] = Field,
            ["title"] = Title,
            ["selectedOptions"] = new JsonArray(),
            ["enhancements"] = new JsonObject(),
        },
    };
}
