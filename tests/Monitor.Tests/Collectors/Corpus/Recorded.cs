using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Collectors.Trying;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Collectors.Corpus;

/// <summary>Real inputs with expected results from the shared research folder; who asks for them without it skips.</summary>
internal static class Recorded
{
    public static IEnumerable<JsonNode> Cases(string kind)
    {
        var index = Shared.Path("corpus", "index.jsonl");
        Assert.SkipWhen(index is null, "the research corpus (../shared or MONITOR_SHARED) is not here");
        return File.ReadLines(index!).Select(line => JsonNode.Parse(line)!).Where(c => Text(c["kind"]) == kind);
    }

    public static string FileOf(JsonNode one) => Shared.Path("corpus", Text(one["file"]))!;

    /// <summary>The same road as `monitor try -`.</summary>
    public static JsonNode Try(JsonNode one, string kind, object? options = null)
    {
        var request = JsonSerializer.Serialize(new { id = Text(one["id"]), kind, file = Text(one["file"]), url = one["base_url"]?.GetValue<string>(), options });
        return JsonNode.Parse(TryParser.Answer(request, Shared.Path("corpus"), TimeProvider.System.GetUtcNow()))!;
    }

    public static bool IsOk(JsonNode answer) => answer["ok"]!.GetValue<bool>();

    public static bool IsRefusal(JsonNode answer) => !IsOk(answer) && Text(answer["error"]!["kind"]) is "blocked" or "api-error";

    public static string Text(JsonNode? node) => node?.ToString() ?? "";

    /// <summary>As the corpus compares texts: NFKC, no white space.</summary>
    public static string Bare(JsonNode? node) => string.Concat(Text(node).Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c)));
}
