using System.Text.Json.Nodes;
using Monitor.Host.Kibana.Lens;

namespace Monitor.Host.Kibana.Objects;

/// <summary>Where a panel stands on the grid of 48 columns.</summary>
internal readonly record struct Place(int X, int Y, int W, int H);

/// <summary>One field of a dashboard.</summary>
/// <param name="Body">Everything but its place and version.</param>
/// <param name="References">As the dashboard repeats them, with the panel's id before the name.</param>
internal sealed record Panel(string Id, Place Place, JsonObject Body, IReadOnlyList<Reference> References)
{
    private const string Version = "8.7.0";

    public JsonObject Json()
    {
        var panel = new JsonObject
        {
            ["version"] = Version,
            ["panelIndex"] = Id,
            ["gridData"] = new JsonObject { ["x"] = Place.X, ["y"] = Place.Y, ["w"] = Place.W, ["h"] = Place.H, ["i"] = Id },
        };
        foreach (var (key, value) in Body) panel[key] = value?.DeepClone();
        return panel;
    }

    /// <param name="isGuest">From another data view than the board's controls: their fields do not exist there, and a choice would empty it.</param>
    public static Panel OfLens(string id, Place place, string title, string description, string view, string kql, Chart chart, bool isGuest = false)
    {
        var name = "indexpattern-datasource-layer-" + Chart.Layer;
        var layer = new JsonObject
        {
            ["columnOrder"] = new JsonArray([.. chart.Columns.Select(c => JsonValue.Create(c.Id))]),
            ["columns"] = new JsonObject(chart.Columns.Select(c => KeyValuePair.Create<string, JsonNode?>(c.Id, c.State.DeepClone()))),
            ["incompleteColumns"] = new JsonObject(),
            ["sampling"] = 1,
            ["ignoreGlobalFilters"] = isGuest,
        };
        var attributes = new JsonObject
        {
            ["title"] = title,
            ["description"] = description,
            ["type"] = "lens",
            ["visualizationType"] = chart.Type,
            ["references"] = new JsonArray(new Reference("index-pattern", view, name).Json()),
            ["state"] = new JsonObject
            {
                ["datasourceStates"] = new JsonObject { ["formBased"] = new JsonObject { ["layers"] = new JsonObject { [Chart.Layer] = layer } } },
                ["visualization"] = chart.State.DeepClone(),
                ["query"] = BoardJson.Query(kql),
                ["filters"] = new JsonArray(),
                ["adHocDataViews"] = new JsonObject(),
                ["internalReferences"] = new JsonArray(),
            },
        };
        return new Panel(id, place, new JsonObject
        {
            ["type"] = "lens",
            ["title"] = title,
            ["embeddableConfig"] = new JsonObject { ["attributes"] = attributes, ["description"] = description, ["enhancements"] = new JsonObject() },
        }, [new Reference("index-pattern", view, $"{id}:{name}")]);
    }

    public static Panel OfMarkdown(string id, Place place, string text) => new(id, place, new JsonObject
    {
        ["type"] = "visualization",
        ["embeddableConfig"] = new JsonObject
        {
            ["savedVis"] = new JsonObject
            {
                ["title"] = "",
                ["description"] = "",
                ["type"] = "markdown",
                ["params"] = new JsonObject { ["markdown"] = text, ["fontSize"] = 12, ["openLinksInNewTab"] = false },
                ["uiState"] = new JsonObject(),
                ["data"] = new JsonObject { ["aggs"] = new JsonArray(), ["searchSource"] = new JsonObject { ["query"] = BoardJson.Query(""), ["filter"] = new JsonArray() } },
            },
            ["hidePanelTitles"] = true,
            ["enhancements"] = new JsonObject(),
        },
    }, []);

    public static Panel OfSearch(string id, Place place, SavedObject search) => new(id, place, new JsonObject
    {
        ["type"] = "search",
        ["title"] = (string)search.Attributes["title"]!,
        ["panelRefName"] = "panel_" + id,
        ["embeddableConfig"] = new JsonObject { ["enhancements"] = new JsonObject() },
    }, [new Reference("search", search.Id, $"{id}:panel_{id}")]);
}
