using System.Text.Json.Nodes;
using Monitor.Core.Judgements;
using Monitor.Host.Kibana;
using Monitor.Storage.Elasticsearch.Layout;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Host.Kibana;

/// <summary>What can be known of the boards without a Kibana. The numbered ones are what an import or a panel would fail on; how a panel looks only a Kibana can tell.</summary>
public sealed class BoardFileTests
{
    private static readonly BoardNames Ours = new("monitor", BoardFile.SampleUrl);
    private static readonly ParsedBoard Board = new(BoardFile.Write(Ours));
    private static readonly IReadOnlyDictionary<string, WrittenFields> Fields = WrittenFields.ByView(Ours);

    private static readonly string[] Countable = ["keyword", "wildcard", "boolean", "date", "long", "integer", "half_float", "float"];
    private static readonly string[] Numeric = ["long", "integer", "half_float", "float"];

    [Fact]
    public void Check_1_every_line_and_every_json_in_a_string_parses()
    {
        Assert.EndsWith("\n", Board.Text, StringComparison.Ordinal);
        var strings = 0;
        foreach (var item in Board.Objects) Parse(item);
        Assert.True(strings > 15, $"{strings} strings of JSON, fewer than the boards are made of");

        void Parse(JsonNode at)
        {
            foreach (var (key, value) in at as JsonObject ?? [])
            {
                if (value is JsonValue && (key.EndsWith("JSON", StringComparison.Ordinal) || key is "fieldAttrs" or "fieldFormatMap" or "sourceFilters" or "runtimeFieldMap" or "typeMeta"))
                {
                    Assert.NotNull(JsonNode.Parse((string)value!));
                    strings++;
                }
                else if (value is not null)
                {
                    Parse(value);
                }
            }

            foreach (var item in at as JsonArray ?? []) Parse(item!);
        }
    }

    [Fact]
    public void Check_2_no_id_is_used_twice()
    {
        Assert.Distinct(Board.Objects.Select(ParsedBoard.Id));
        Assert.All(Board.Dashboards, d => Assert.Distinct(Board.Panels.Where(p => p.Dashboard == ParsedBoard.Id(d)).Select(p => p.Id)));
        Assert.Equal((3, 4, 2), (Board.Views.Count(), Board.Searches.Count(), Board.Dashboards.Count()));
    }

    [Fact]
    public void Check_3_every_reference_leads_to_an_object_before_it_and_every_panels_own_is_repeated_by_its_dashboard()
    {
        var known = new HashSet<(string, string)>();
        foreach (var item in Board.Objects)
        {
            Assert.Distinct(ParsedBoard.References(item).Select(r => r.Name));
            Assert.All(ParsedBoard.References(item), r => Assert.Contains((r.Type, r.Id), known));
            known.Add(((string)item["type"]!, ParsedBoard.Id(item)));
        }

        foreach (var dashboard in Board.Dashboards)
        {
            var panels = Board.Panels.Where(p => p.Dashboard == ParsedBoard.Id(dashboard)).ToList();
            var expected = panels.Where(p => p.Lens is not null).SelectMany(p => ParsedBoard.References(p.Lens!).Select(r => (r.Type, r.Id, $"{p.Id}:{r.Name}")))
                .Concat(panels.Where(p => p.Body["panelRefName"] is not null).Select(p => ("search", ParsedBoard.References(dashboard).Single(r => r.Name == $"{p.Id}:{(string)p.Body["panelRefName"]!}").Id, $"{p.Id}:{(string)p.Body["panelRefName"]!}")))
                .Concat(Board.Controls.Where(c => c.Dashboard == ParsedBoard.Id(dashboard)).Select(c => ("index-pattern", c.View, $"controlGroup_{c.Id}:optionsListDataView")));
            Assert.Equal(expected.Order(), ParsedBoard.References(dashboard).Order());
        }
    }

    [Fact]
    public void Check_4_every_column_is_in_order_and_drawn_and_whatever_names_a_column_or_layer_names_one_that_is_there()
    {
        foreach (var panel in Board.Panels.Where(p => p.Lens is not null))
        {
            var ids = panel.Columns.Select(c => c.Key).ToList();
            Assert.Equal(ids, panel.Layer!["columnOrder"]!.AsArray().Select(c => (string)c!));
            // What is counted comes after what it is counted by.
            Assert.Equal(panel.Columns.OrderByDescending(c => (bool)c.Value!["isBucketed"]!).Select(c => c.Key), ids);
            var drawn = new HashSet<string>();
            Walk(panel.Lens!["state"]!["visualization"]!, (key, value) =>
            {
                if (key == "layerId") Assert.Equal("layer", value);
                else if (key is "columnId" or "accessors" || key.EndsWith("Accessor", StringComparison.Ordinal)) drawn.Add(value);
            });
            Assert.Equal(ids.Order(), drawn.Order());
            foreach (var by in panel.Columns.Select(c => (string?)c.Value!["params"]?["orderBy"]?["columnId"]).OfType<string>())
            {
                var column = panel.Layer["columns"]![by]!;
                Assert.False((bool)column["isBucketed"]!);
                // Kibana cannot put rows in order by the last value, nor on every version by a column with a filter of its own.
                Assert.NotEqual("last_value", (string?)column["operationType"]);
                Assert.Null(column["filter"]);
            }
        }
    }

    [Fact]
    public void Check_5_every_field_is_in_the_mapping_with_a_fitting_type_and_written_by_the_code()
    {
        foreach (var panel in Board.Panels.Where(p => p.Lens is not null))
        {
            var fields = Fields[panel.View!];
            foreach (var (_, column) in panel.Columns)
            {
                if ((string?)column!["sourceField"] is { } field && field != "___records___") Check(fields, field, Fitting((string)column["operationType"]!, (string)column["dataType"]!));
                if ((string?)column["params"]?["sortField"] is { } sort) Check(fields, sort, ["date"]);
            }

            foreach (var kql in panel.AllKql) CheckKql(fields, kql);
        }

        Assert.All(Board.Controls, c => Check(Fields[c.View], c.Field, ["keyword"]));
        foreach (var search in Board.Searches)
        {
            var (kql, view) = ParsedBoard.Source(search);
            CheckKql(Fields[view], kql);
            Assert.All(search["attributes"]!["columns"]!.AsArray(), c => Check(Fields[view], (string)c!, [.. Countable, "text", "match_only_text"]));
        }

        foreach (var view in Board.Views)
        {
            var named = ParsedBoard.Inner(view, "fieldAttrs").AsObject().Concat(ParsedBoard.Inner(view, "fieldFormatMap").AsObject()).Select(f => f.Key).Append((string)view["attributes"]!["timeFieldName"]!);
            Assert.All(named, field => Check(Fields[ParsedBoard.Id(view)], field, [.. Countable, "text", "match_only_text"]));
        }
    }

    [Fact]
    public void Check_6_panels_stand_within_the_48_columns_and_none_on_another()
    {
        foreach (var panels in Board.Panels.GroupBy(p => p.Dashboard))
        {
            var taken = new Dictionary<(int, int), string>();
            foreach (var panel in panels)
            {
                var (x, y, w, h) = (Int(panel, "x"), Int(panel, "y"), Int(panel, "w"), Int(panel, "h"));
                Assert.True(x >= 0 && y >= 0 && w > 0 && h > 0 && x + w <= 48, $"{panel.Dashboard} {panel.Id} leaves the grid");
                Assert.Equal(panel.Id, (string?)panel.Body["gridData"]!["i"]);
                for (var i = x; i < x + w; i++)
                    for (var j = y; j < y + h; j++) Assert.True(taken.TryAdd((i, j), panel.Id), $"{panel.Dashboard}: {panel.Id} stands on {taken.GetValueOrDefault((i, j))}");
            }

            // No holes: Kibana would pull panels up and the board look otherwise than meant.
            Assert.Equal(48 * (taken.Keys.Max(k => k.Item2) + 1), taken.Count);
        }

        static int Int(ParsedPanel panel, string key) => (int)panel.Body["gridData"]![key]!;
    }

    [Fact]
    public void Check_7_nothing_is_written_in_a_form_that_the_oldest_supported_kibana_does_not_read()
    {
        Version oldest = new(8, 8);
        Assert.All(Board.Objects, o =>
        {
            Assert.Equal("8.8.0", (string?)o["coreMigrationVersion"]);
            Assert.True(Version.Parse((string)o["typeMigrationVersion"]!) <= oldest);
            Assert.Contains((string)o["type"]!, (string[])["index-pattern", "search", "dashboard"]);
        });
        Assert.All(Board.Panels, p =>
        {
            Assert.True(Version.Parse((string)p.Body["version"]!) <= oldest);
            Assert.Contains((string)p.Body["type"]!, (string[])["lens", "visualization", "search"]);
            if (p.Lens is { } lens) Assert.Contains((string)lens["visualizationType"]!, (string[])["lnsXY", "lnsMetric", "lnsDatatable", "lnsTagcloud"]);
        });
        // Kibana forbids attributes it does not know.
        string[] dashboard = ["title", "description", "hits", "version", "timeRestore", "timeFrom", "timeTo", "refreshInterval", "kibanaSavedObjectMeta", "optionsJSON", "controlGroupInput", "panelsJSON"];
        string[] search = ["title", "description", "columns", "sort", "grid", "hideChart", "kibanaSavedObjectMeta"];
        string[] view = ["title", "name", "timeFieldName", "fieldAttrs", "fieldFormatMap", "sourceFilters", "runtimeFieldMap", "typeMeta"];
        Assert.All(Board.Objects, o => Assert.Subset(((string)o["type"]! switch { "dashboard" => dashboard, "search" => search, _ => view }).ToHashSet(), o["attributes"]!.AsObject().Select(a => a.Key).ToHashSet()));
        Assert.All(Board.Panels.SelectMany(p => p.Columns), c => Assert.Contains((string)c.Value!["operationType"]!,
            (string[])["count", "unique_count", "average", "median", "percentile", "min", "max", "last_value", "date_histogram", "terms", "filters"]));
    }

    [Fact]
    public void Check_8_every_panel_reads_only_our_indices_and_nothing_kept_for_a_few()
    {
        Names names = new("monitor");
        Assert.Equal([names.Posts + "-*", names.Probes, names.AlertEvents], Board.Views.Select(v => (string?)v["attributes"]!["title"]));
        Assert.StartsWith("monitor-posts-", names.PostsOf(DateTimeOffset.UnixEpoch), StringComparison.Ordinal);
        foreach (var (view, kql, what) in Board.Panels.Where(p => p.Lens is not null).Select(p => (p.View!, p.Kql, p.Id)).Concat(Board.Searches.Select(s => (ParsedBoard.Source(s).View, ParsedBoard.Source(s).Kql, ParsedBoard.Id(s)))))
        {
            Assert.Contains(view, Fields.Keys);
            if (view == Ours.AlertsView) Assert.Contains("alert.restricted: false", kql, StringComparison.Ordinal);
            if (view != Ours.PostsView) continue;
            if (what == Ours.Search("unassessed")) continue;
            Assert.Contains($"not post.topic: \"{Topics.StudentWellbeing}\"", kql, StringComparison.Ordinal);
        }

        // Of what nobody has judged nobody knows whom it tells of.
        var unassessed = Board.Searches.Single(s => ParsedBoard.Id(s) == Ours.Search("unassessed"));
        Assert.DoesNotContain(unassessed["attributes"]!["columns"]!.AsArray(), c => (string?)c is "message" or "post.title" or "post.story_title");
    }

    [Fact]
    public void Check_9_the_committed_file_is_what_the_code_writes() => Assert.True(
        File.ReadAllText(Repository.File(BoardFile.Path)) == Board.Text,
        $"deploy/kibana/board.ndjson is stale: ./run kibana export --public-url {BoardFile.SampleUrl} --out deploy/kibana/board.ndjson");

    [Fact]
    public void Another_prefix_changes_the_names_and_nothing_else()
    {
        var other = BoardFile.Write(Ours with { Prefix = "qu-east" });
        Assert.NotEqual(Board.Text, other);
        Assert.Equal(Unmarked(Board.Text), Unmarked(other).Replace("qu-east-", "monitor-", StringComparison.Ordinal));

        static string Unmarked(string text) => System.Text.RegularExpressions.Regex.Replace(text, @"\[monitor:[0-9a-f]{8}\]", "[]");
    }

    [Fact]
    public void No_panel_search_or_name_of_a_field_touches_an_author()
    {
        Assert.DoesNotContain("author", Board.Text.Replace("post.author.*", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("post.author.*", ParsedBoard.Inner(Board.Views.First(), "sourceFilters").ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_lead_to_pages_that_the_own_board_has_and_without_its_address_nowhere()
    {
        var routes = File.ReadAllText(Repository.File("src", "Host", "Board", "BoardEndpoints.cs"));
        var links = Board.Views.SelectMany(v => ParsedBoard.Inner(v, "fieldFormatMap").AsObject()).Select(f => (string?)f.Value!["params"]?["urlTemplate"]).OfType<string>().ToList();
        Assert.Equal(4, links.Count);
        Assert.All(links, l => Assert.Contains($"\"{l[BoardFile.SampleUrl.Length..].Replace("{{value}}", "{id}", StringComparison.Ordinal)}\"", routes, StringComparison.Ordinal));
        Assert.DoesNotContain("example", BoardFile.Write(Ours with { PublicUrl = null }), StringComparison.Ordinal);
    }

    [Fact]
    public void The_boards_lead_to_each_other() => Assert.All(Board.Dashboards, d => Assert.Contains(
        $"(#/view/{ParsedBoard.Id(Board.Dashboards.Single(o => o != d))})", (string)d["attributes"]!["panelsJSON"]!, StringComparison.Ordinal));

    [Fact]
    public void Titles_are_chinese_first_with_english_beside() => Assert.All(
        Board.Objects.Where(o => (string?)o["type"] != "index-pattern").Select(o => (string)o["attributes"]!["title"]!).Concat(Board.Panels.Select(p => (string?)p.Body["title"]).OfType<string>()),
        title => Assert.Matches(@"^[\u4e00-\u9fff].*[A-Za-z]", title));

    [Fact]
    public void The_page_says_of_every_panel_and_list_what_it_answers()
    {
        var page = File.ReadAllText(Repository.File("docs", "kibana.md"));
        var titles = Board.Panels.Select(p => (string?)p.Body["title"]).OfType<string>().Concat(Board.Searches.Select(s => (string)s["attributes"]!["title"]!));
        Assert.All(titles, t => Assert.Contains(t.Split(' ', '（')[0], page, StringComparison.Ordinal));
    }

    [Fact]
    public void A_choice_in_a_control_empties_no_panel_whose_documents_lack_the_field() => Assert.All(
        Board.Panels.Where(p => p.Layer is not null && Board.Controls.First(c => c.Dashboard == p.Dashboard).View != p.View),
        p => Assert.True((bool)p.Layer!["ignoreGlobalFilters"]!));

    [Fact]
    public void Every_query_together_with_its_panels_finds_some_document_the_code_writes_and_none_of_people_in_distress()
    {
        foreach (var panel in Board.Panels.Where(p => p.Lens is not null))
            foreach (var kql in panel.AllKql) Finds(panel.View!, kql == panel.Kql ? kql : Kql.All(panel.Kql, kql), $"{panel.Dashboard} {panel.Id}");
        foreach (var search in Board.Searches) Finds(ParsedBoard.Source(search).View, ParsedBoard.Source(search).Kql, ParsedBoard.Id(search));

        static void Finds(string view, string kql, string where)
        {
            var found = Fields[view].Documents.Where(d => KqlParts.Finds(kql, d)).ToList();
            Assert.True(found.Count > 0, $"{where}: nothing is found by {kql}");
            Assert.DoesNotContain(found, d => d.GetValueOrDefault("post.topic")?.Contains(Topics.StudentWellbeing) == true || d.GetValueOrDefault("alert.restricted")?.Contains("true") == true);
        }
    }

    private static string[] Fitting(string operation, string type) => operation switch
    {
        "terms" or "unique_count" => ["keyword"],
        "date_histogram" => ["date"],
        "last_value" when type == "date" => ["date"],
        "last_value" when type == "number" => Numeric,
        "last_value" => ["keyword"],
        "min" or "max" when type == "date" => ["date"],
        _ => Numeric,
    };

    private static void Check(WrittenFields fields, string field, string[] types)
    {
        Assert.True(types.Contains(fields.TypeOf(field)), $"{field} is {fields.TypeOf(field)}, wanted is {string.Join(" or ", types)}");
        Assert.True(fields.Values(field).Count > 0, $"{field} is mapped but nothing writes it");
    }

    private static void CheckKql(WrittenFields fields, string kql)
    {
        foreach (var (field, value) in KqlParts.Of(kql))
        {
            Check(fields, field, ["keyword", "boolean", "date", .. Numeric]);
            if (value != "*") Assert.True(fields.Values(field).Contains(value), $"no document says {field}: {value}");
        }
    }

    private static void Walk(JsonNode at, Action<string, string> see)
    {
        foreach (var (key, value) in at as JsonObject ?? [])
        {
            if (value is JsonValue && value.GetValueKind() == System.Text.Json.JsonValueKind.String) see(key, (string)value!);
            else if (key == "accessors") foreach (var accessor in value!.AsArray()) see(key, (string)accessor!);
            else if (value is not null) Walk(value, see);
        }

        foreach (var item in at as JsonArray ?? []) Walk(item!, see);
    }
}
