using System.Text.Json.Nodes;

namespace Monitor.Tests.Host.Kibana;

/// <param name="View">Id of the data view behind it; null of a text.</param>
/// <param name="Body">The panel as it stands in panelsJSON.</param>
internal sealed record ParsedPanel(string Dashboard, string Id, string? View, JsonNode Body)
{
    public JsonNode? Lens => Body["embeddableConfig"]?["attributes"];

    public JsonObject? Layer => Lens?["state"]?["datasourceStates"]?["formBased"]?["layers"]?.AsObject().Single().Value?.AsObject();

    public IEnumerable<KeyValuePair<string, JsonNode?>> Columns => Layer?["columns"]?.AsObject() ?? [];

    public string Kql => (string?)Lens?["state"]?["query"]?["query"] ?? "";

    /// <summary>The panel's own query and those of its columns.</summary>
    public IEnumerable<string> AllKql => Columns.SelectMany(c => new[] { (string?)c.Value!["filter"]?["query"] }
        .Concat(c.Value["params"]?["filters"]?.AsArray().Select(f => (string?)f!["input"]?["query"]) ?? [])).Append(Kql).OfType<string>().Where(q => q.Length > 0);
}

/// <summary>The file as Kibana would read it: every line an object, every JSON in a string taken apart.</summary>
internal sealed class ParsedBoard
{
    public ParsedBoard(string file)
    {
        Text = file;
        Objects = [.. file.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!.AsObject())];
    }

    public string Text { get; }

    public IReadOnlyList<JsonObject> Objects { get; }

    public IEnumerable<JsonObject> Views => Of("index-pattern");

    public IEnumerable<JsonObject> Dashboards => Of("dashboard");

    public IEnumerable<JsonObject> Searches => Of("search");

    public IEnumerable<ParsedPanel> Panels => Dashboards.SelectMany(d => Inner(d, "panelsJSON").AsArray().Select(p => new ParsedPanel(Id(d), (string)p!["panelIndex"]!, ViewOf(d, p), p)));

    /// <summary>Controls with the data view each asks.</summary>
    public IEnumerable<(string Dashboard, string Id, string Field, string View)> Controls => Dashboards.SelectMany(d => JsonNode.Parse((string)d["attributes"]!["controlGroupInput"]!["panelsJSON"]!)!.AsObject()
        .Select(c => (Id(d), c.Key, (string)c.Value!["explicitInput"]!["fieldName"]!, Target(d, $"controlGroup_{c.Key}:optionsListDataView"))));

    public static string Id(JsonObject item) => (string)item["id"]!;

    public static IEnumerable<(string Type, string Id, string Name)> References(JsonNode item) => item["references"]!.AsArray().Select(r => ((string)r!["type"]!, (string)r["id"]!, (string)r["name"]!));

    /// <summary>An attribute that holds JSON as a string.</summary>
    public static JsonNode Inner(JsonObject item, string attribute) => JsonNode.Parse((string)item["attributes"]![attribute]!)!;

    public static (string Kql, string View) Source(JsonObject search)
    {
        var source = JsonNode.Parse((string)search["attributes"]!["kibanaSavedObjectMeta"]!["searchSourceJSON"]!)!;
        return ((string)source["query"]!["query"]!, Target(search, (string)source["indexRefName"]!));
    }

    private static string Target(JsonObject item, string name) => References(item).Single(r => r.Name == name).Id;

    private static string? ViewOf(JsonObject dashboard, JsonNode panel) =>
        References(dashboard).Where(r => r.Type == "index-pattern" && r.Name.StartsWith((string)panel["panelIndex"]! + ":", StringComparison.Ordinal)).Select(r => r.Id).SingleOrDefault();

    private IEnumerable<JsonObject> Of(string type) => Objects.Where(o => (string?)o["type"] == type);
}
