using System.Text.Json.Nodes;

namespace Monitor.Host.Kibana.Lens;

/// <summary>One column of a Lens layer: what is counted, or what it is counted by.</summary>
internal sealed record Column(string Id, JsonObject State)
{
    private const string Records = "___records___";

    public bool IsBucketed => (bool)State["isBucketed"]!;

    public static Column Count(string id, string label, string? only = null) => Metric(id, label, "count", Records, only, new JsonObject { ["emptyAsNull"] = true });

    public static Column Distinct(string id, string label, string field, string? only = null) => Metric(id, label, "unique_count", field, only, new JsonObject { ["emptyAsNull"] = true });

    public static Column Average(string id, string label, string field, int? percentDecimals = null)
    {
        var settings = new JsonObject { ["emptyAsNull"] = true };
        if (percentDecimals is { } decimals) settings["format"] = new JsonObject { ["id"] = "percent", ["params"] = new JsonObject { ["decimals"] = decimals } };
        return Metric(id, label, "average", field, null, settings);
    }

    public static Column Median(string id, string label, string field) => Metric(id, label, "median", field, null, new JsonObject { ["emptyAsNull"] = true });

    public static Column Percentile(string id, string label, string field, int percentile) => Metric(id, label, "percentile", field, null, new JsonObject { ["percentile"] = percentile });

    public static Column Min(string id, string label, string field) => Metric(id, label, "min", field, null, new JsonObject { ["emptyAsNull"] = true });

    public static Column Max(string id, string label, string field) => Metric(id, label, "max", field, null, new JsonObject { ["emptyAsNull"] = true });

    public static Column LastSeen(string id, string label)
    {
        var column = Max(id, label, BoardNames.Time);
        column.State["dataType"] = "date";
        return column;
    }

    /// <param name="type">string, number or date.</param>
    public static Column Last(string id, string label, string field, string type = "string")
    {
        var column = Metric(id, label, "last_value", field, Kql.Has($"\"{field}\""), new JsonObject { ["sortField"] = BoardNames.Time, ["showArrayValues"] = false });
        column.State["dataType"] = type;
        column.State["scale"] = type switch { "string" => "ordinal", "date" => "interval", _ => "ratio" };
        return column;
    }

    public static Column OverTime(string id) => Bucket(id, BoardNames.Time, "date_histogram", "date", "interval", BoardNames.Time, new JsonObject { ["interval"] = "auto", ["includeEmptyRows"] = true, ["dropPartials"] = false });

    /// <param name="by">Column that tells which values come first.</param>
    public static Column Terms(string id, string label, string field, int size, string by, bool ascending = false) => Bucket(id, label, "terms", "string", "ordinal", field, new JsonObject
    {
        ["size"] = size,
        ["orderBy"] = new JsonObject { ["type"] = "column", ["columnId"] = by },
        ["orderDirection"] = ascending ? "asc" : "desc",
        ["otherBucket"] = false,
        ["missingBucket"] = false,
        ["parentFormat"] = new JsonObject { ["id"] = "terms" },
        ["include"] = new JsonArray(),
        ["exclude"] = new JsonArray(),
        ["includeIsRegex"] = false,
        ["excludeIsRegex"] = false,
    });

    /// <summary>Named queries: the stored words are English codes, what people read is not.</summary>
    public static Column Named(string id, string label, IEnumerable<(string Label, string Kql)> queries) => Bucket(id, label, "filters", "string", "ordinal", null, new JsonObject
    {
        ["filters"] = new JsonArray([.. queries.Select(q => new JsonObject { ["label"] = q.Label, ["input"] = BoardJson.Query(q.Kql) })]),
    });

    private static Column Metric(string id, string label, string operation, string field, string? only, JsonObject settings)
    {
        var column = Make(id, label, operation, "number", isBucketed: false, "ratio", field, settings);
        if (only is not null) column.State["filter"] = BoardJson.Query(only);
        return column;
    }

    private static Column Bucket(string id, string label, string operation, string type, string scale, string? field, JsonObject settings) => Make(id, label, operation, type, isBucketed: true, scale, field, settings);

    private static Column Make(string id, string label, string operation, string type, bool isBucketed, string scale, string? field, JsonObject settings)
    {
        var state = new JsonObject
        {
            ["label"] = label,
            ["customLabel"] = true,
            ["dataType"] = type,
            ["operationType"] = operation,
            ["isBucketed"] = isBucketed,
            ["scale"] = scale,
            ["params"] = settings,
        };
        if (field is not null) state["sourceField"] = field;
        return new Column(id, state);
    }
}
