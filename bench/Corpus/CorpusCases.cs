using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Collectors.Trying;

namespace Monitor.Bench.Corpus;

/// <summary>Recorded inputs with expected results: index.jsonl and the files it names, run on the same road as `monitor try -`.</summary>
internal sealed class CorpusCases(string folder)
{
    private readonly ILookup<string, JsonNode> _cases = File.ReadLines(Path.Combine(folder, "index.jsonl"))
        .Select(line => JsonNode.Parse(line)!).ToLookup(c => (string)c["kind"]!);

    /// <summary>Pages of these years are read as on a day after all of them; relative dates count from here.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 6, 30, 12, 0, 0, TimeSpan.FromHours(8));

    public IEnumerable<JsonNode> Of(string kind) => _cases[kind];

    public string FileOf(JsonNode one) => Path.Combine(folder, (string)one["file"]!);

    public string ReadText(string file) => File.ReadAllText(Path.Combine(folder, file));

    public JsonNode Try(JsonNode one, string kind, object? options = null, string? contentType = null)
    {
        var url = (string?)(one["base_url"] ?? one["url"]);
        var request = JsonSerializer.Serialize(new { id = (string?)one["id"], kind, file = (string?)one["file"], url, contentType, options });
        return JsonNode.Parse(TryParser.Answer(request, folder, Now))!;
    }
}
