using System.Text.Json.Nodes;

namespace Monitor.Host.Kibana.Objects;

/// <summary>Panels and controls as one saved object.</summary>
internal static class Dashboard
{
    /// <param name="view">Data view of the controls.</param>
    public static SavedObject Of(string id, string title, string description, string from, string view, IReadOnlyList<Control> controls, IReadOnlyList<Panel> panels) => new("dashboard", id, new JsonObject
    {
        ["title"] = title,
        ["description"] = description,
        ["hits"] = 0,
        ["version"] = 1,
        ["timeRestore"] = true,
        ["timeFrom"] = from,
        ["timeTo"] = "now",
        ["refreshInterval"] = new JsonObject { ["pause"] = false, ["value"] = 60_000 },
        ["kibanaSavedObjectMeta"] = new JsonObject { ["searchSourceJSON"] = BoardJson.Of(new JsonObject { ["query"] = BoardJson.Query(""), ["filter"] = new JsonArray() }) },
        ["optionsJSON"] = BoardJson.Of(new JsonObject { ["useMargins"] = true, ["syncColors"] = false, ["syncCursor"] = true, ["syncTooltips"] = false, ["hidePanelTitles"] = false }),
        ["controlGroupInput"] = Control.Group(controls),
        ["panelsJSON"] = BoardJson.Of(new JsonArray([.. panels.Select(p => p.Json())])),
    }, [.. panels.SelectMany(p => p.References), .. controls.Select(c => c.Reference(view))]);
}
