using System.Text.Json.Nodes;

namespace Monitor.Host.Kibana.Lens;

/// <summary>How the columns of the one layer are drawn. Only kinds whose state has been the same since Kibana 8.7.</summary>
internal sealed record Chart(string Type, IReadOnlyList<Column> Columns, JsonObject State)
{
    public const string Layer = "layer";

    public static Chart Metric(Column value) => new("lnsMetric", [value], new JsonObject { ["layerId"] = Layer, ["layerType"] = "data", ["metricAccessor"] = value.Id });

    public static Chart Table(params IReadOnlyList<Column> columns) => new("lnsDatatable", columns, new JsonObject
    {
        ["layerId"] = Layer,
        ["layerType"] = "data",
        ["columns"] = new JsonArray([.. columns.Select(c => new JsonObject { ["columnId"] = c.Id, ["isTransposed"] = false, ["isMetric"] = !c.IsBucketed })]),
        ["paging"] = new JsonObject { ["enabled"] = true, ["size"] = 10 },
    });

    public static Chart Cloud(Column tags, Column size) => new("lnsTagcloud", [tags, size], new JsonObject
    {
        ["layerId"] = Layer,
        ["layerType"] = "data",
        ["tagAccessor"] = tags.Id,
        ["valueAccessor"] = size.Id,
        ["minFontSize"] = 14,
        ["maxFontSize"] = 60,
        ["orientation"] = "single",
        ["showLabel"] = false,
    });

    /// <param name="series">bar_stacked, bar_horizontal, bar_horizontal_stacked or line.</param>
    public static Chart Xy(string series, Column x, Column? split, params IReadOnlyList<Column> values)
    {
        var layer = new JsonObject
        {
            ["layerId"] = Layer,
            ["layerType"] = "data",
            ["seriesType"] = series,
            ["position"] = "top",
            ["showGridlines"] = false,
            ["xAccessor"] = x.Id,
            ["accessors"] = new JsonArray([.. values.Select(v => JsonValue.Create(v.Id))]),
        };
        if (split is not null) layer["splitAccessor"] = split.Id;
        return new Chart("lnsXY", split is null ? [x, .. values] : [split, x, .. values], new JsonObject
        {
            ["preferredSeriesType"] = series,
            // Colours alone tell nothing: every series has its word beside it.
            ["legend"] = new JsonObject { ["isVisible"] = true, ["showSingleSeries"] = true, ["position"] = "bottom" },
            ["valueLabels"] = series.StartsWith("bar_horizontal", StringComparison.Ordinal) ? "show" : "hide",
            ["fittingFunction"] = "None",
            ["layers"] = new JsonArray(layer),
        });
    }
}
