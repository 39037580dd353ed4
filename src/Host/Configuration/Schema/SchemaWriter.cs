using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Core.Probes;
using Monitor.Core.Signals;
using Monitor.Core.Sources;
using Monitor.Host.Drill.Scenarios;

namespace Monitor.Host.Configuration.Schema;

/// <summary>Writes JSON Schema (2020-12) for the six kinds of files, so that editors complete and check them.</summary>
internal static class SchemaWriter
{
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>File name to text, for all files.</summary>
    public static IReadOnlyDictionary<string, string> Build(IReadOnlyList<KindFamily> families) => new Dictionary<string, string>
    {
        ["monitor.schema.json"] = Text(typeof(MonitorConfig), "monitor.yaml", families),
        ["facts.schema.json"] = Text(typeof(FactsFile), "facts.yaml", families),
        ["source.schema.json"] = Text(typeof(SourceDefinition), "sources/*.yaml", families),
        ["target.schema.json"] = Text(typeof(TargetDefinition), "targets/*.yaml", families),
        ["drill.schema.json"] = Text(typeof(DrillScenario), "drills/*.yaml", families),
        ["rule.schema.json"] = Text(typeof(DetectorDefinition), "rules/*.yaml", families),
    };

    /// <summary>Writes into schema/ below the config directory.</summary>
    public static async Task WriteAsync(string directory, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(Path.Combine(directory, "schema")).FullName;
        foreach (var (name, text) in Build(Families.All)) await File.WriteAllTextAsync(Path.Combine(folder, name), text, ct);
    }

    private static string Text(Type type, string title, IReadOnlyList<KindFamily> families)
    {
        var schema = new TypeSchema(families).OfRecord(type);
        var root = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = title };
        foreach (var (key, value) in schema) root[key] = value?.DeepClone();
        return root.ToJsonString(Pretty) + "\n";
    }
}
