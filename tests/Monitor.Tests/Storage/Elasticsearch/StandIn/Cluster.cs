using System.Text.Json.Nodes;

namespace Monitor.Tests.Storage.Elasticsearch.StandIn;

/// <summary>All that the stand-in remembers: policies, templates, indices, streams, points in time. One lock guards it.</summary>
internal sealed class Cluster
{
    private static readonly string[] BuiltInFilters = ["lowercase", "cjk_width", "cjk_bigram", "asciifolding", "stop"];

    private readonly Dictionary<string, JsonObject> _setup = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<(Doc, Mapping)>> _points = new(StringComparer.Ordinal);
    private int _nextPoint;

    public Dictionary<string, Documents> Indices { get; } = new(StringComparer.Ordinal);

    /// <summary>Stream to its backing indices, the last of which is written to.</summary>
    public Dictionary<string, List<string>> Streams { get; } = new(StringComparer.Ordinal);

    public JsonObject? Setup(string path) => _setup.GetValueOrDefault(path);

    public int OpenPoints => _points.Count;

    public void Put(string path, JsonObject body)
    {
        if (path.StartsWith("_index_template/", StringComparison.Ordinal)) CheckTemplate(body);
        if (path.StartsWith("_component_template/", StringComparison.Ordinal)) CheckAnalysis(body);
        _setup[path] = body;
    }

    /// <summary>Forgets templates, as a cluster restored without its global state has.</summary>
    public void DropSetup() => _setup.Clear();

    /// <summary>A stream, or what would become one with the first write.</summary>
    public bool IsStream(string name) => Streams.ContainsKey(name) || !Indices.ContainsKey(name) && TemplateOf(name)?["data_stream"] is not null;

    /// <summary>The index that takes a write for this name, made by its template if it is the first.</summary>
    public Documents ForWrite(string name, bool create)
    {
        if (Indices.TryGetValue(name, out var index)) return index;
        if (Streams.TryGetValue(name, out var backing)) return create ? Indices[backing[^1]] : throw NotOnStream(name);
        var template = TemplateOf(name);
        if (template?["data_stream"] is not null)
        {
            if (!create) throw NotOnStream(name);
            Streams[name] = [];
            return Rollover(name);
        }

        return Add(name, template, backing: false);
    }

    /// <summary>Begins the stream's next backing index, as ILM does by age or size.</summary>
    public Documents Rollover(string stream)
    {
        var name = $".ds-{stream}-2026.06.07-{Streams[stream].Count + 1:000000}";
        Streams[stream].Add(name);
        return Add(name, TemplateOf(stream), backing: true);
    }

    /// <summary>The indices behind names, aliases, streams and comma lists.</summary>
    public List<Documents> Resolve(string target, bool lenient)
    {
        var found = new List<Documents>();
        foreach (var name in target.Split(','))
        {
            if (name.EndsWith('*'))
            {
                // A pattern that fits nothing is no mistake.
                found.AddRange(Indices.Values.Where(i => !i.IsBacking && Fits(name, i.Name)));
                continue;
            }

            var here = Indices.TryGetValue(name, out var index) ? [index]
                : Streams.TryGetValue(name, out var backing) ? backing.Select(b => Indices[b]).ToList()
                : Indices.Values.Where(i => i.Aliases.Contains(name)).ToList();
            if (here.Count == 0 && !lenient) throw Refusal.NoIndex(name);
            found.AddRange(here);
        }

        return found;
    }

    public string OpenPoint(IReadOnlyList<Documents> indices)
    {
        var id = $"point-{++_nextPoint}";
        _points[id] = [.. indices.SelectMany(i => i.Seen.Select(d => (d, i.Mapping)))];
        return id;
    }

    public IReadOnlyList<(Doc, Mapping)> Point(string id) => _points.GetValueOrDefault(id) ?? throw new Refusal(404, "search_context_missing_exception", $"No search context found for id [{id}]");

    public bool ClosePoint(string id) => _points.Remove(id);

    private static Refusal NotOnStream(string name) => new(400, "illegal_argument_exception", $"only write ops with an op_type of create are allowed in data streams [{name}]");

    private Documents Add(string name, JsonObject? template, bool backing)
    {
        var aliases = template?["template"]?["aliases"]?.AsObject().Select(a => a.Key).ToList() ?? [];
        return Indices[name] = new Documents(name, template?["template"]?["mappings"]?.DeepClone().AsObject() ?? [], template is null ? [] : Analyzers(template), aliases, backing);
    }

    private JsonObject? TemplateOf(string name) => _setup.Where(s => s.Key.StartsWith("_index_template/", StringComparison.Ordinal))
        .Where(s => s.Value["index_patterns"]!.AsArray().Any(p => Fits((string)p!, name))).OrderByDescending(s => (int?)s.Value["priority"] ?? 0).Select(s => s.Value).FirstOrDefault();

    private static bool Fits(string pattern, string name) => pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : name == pattern;

    private List<string> Analyzers(JsonObject template) => template["composed_of"]?.AsArray()
        .SelectMany(c => _setup["_component_template/" + (string)c!]["template"]?["settings"]?["analysis"]?["analyzer"]?.AsObject().Select(a => a.Key) ?? []).ToList() ?? [];

    private void CheckTemplate(JsonObject body)
    {
        foreach (var part in body["composed_of"]?.AsArray() ?? [])
            if (!_setup.ContainsKey("_component_template/" + (string)part!)) throw new Refusal(400, "invalid_index_template_exception", $"index template specified component templates [{(string)part!}] that do not exist");
        if ((string?)body["template"]?["settings"]?["index"]?["lifecycle"]?["name"] is { } policy && !_setup.ContainsKey("_ilm/policy/" + policy))
            throw new Refusal(400, "illegal_argument_exception", $"the stand-in wants the policy [{policy}] to exist first");
        _ = new Mapping(body["template"]?["mappings"], Analyzers(body));
    }

    private static void CheckAnalysis(JsonObject body)
    {
        var analysis = body["template"]?["settings"]?["analysis"];
        var own = analysis?["filter"]?.AsObject().Select(f => f.Key).ToList() ?? [];
        foreach (var (name, analyzer) in analysis?["analyzer"]?.AsObject() ?? [])
            foreach (var filter in analyzer!["filter"]!.AsArray())
                if (!own.Contains((string)filter!) && !BuiltInFilters.Contains((string)filter!))
                    throw new Refusal(400, "illegal_argument_exception", $"Custom Analyzer [{name}] failed to find filter under name [{(string)filter!}]");
    }
}
