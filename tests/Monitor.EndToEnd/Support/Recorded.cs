using System.IO.Compression;
using System.Text.Json.Nodes;
using Monitor.Tests.Support;

namespace Monitor.EndToEnd.Support;

/// <summary>One recorded real answer of the research corpus with what it should yield.</summary>
internal sealed record Recorded(string Id, string Kind, string Source, string File, JsonNode Expected)
{
    public bool IsRefusal => Expected["error"] is not null || Expected["blocked"] is not null;

    public IReadOnlyList<JsonNode> Items => [.. (Expected["items"] ?? Expected["entries"])?.AsArray().Select(i => i!) ?? []];

    /// <summary>Cases of these kinds; skips the test when the corpus is absent.</summary>
    public static IReadOnlyList<Recorded> All(params string[] kinds)
    {
        var index = Shared.Path("corpus", "index.jsonl");
        Assert.SkipWhen(index is null, "the research corpus (../shared or MONITOR_SHARED) is not here");
        return
        [
            .. System.IO.File.ReadLines(index!).Select(l => JsonNode.Parse(l)!)
                .Where(n => kinds.Contains(Text(n, "kind")))
                .Select(n => new Recorded(Text(n, "id"), Text(n, "kind"), Text(n, "source"), Text(n, "file"), n["expected"]!)),
        ];
    }

    public byte[] Body()
    {
        var bytes = System.IO.File.ReadAllBytes(Shared.Path("corpus", File)!);
        if (!File.EndsWith(".gz", StringComparison.Ordinal)) return bytes;
        using var packed = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        packed.CopyTo(plain);
        return plain.ToArray();
    }

    private static string Text(JsonNode n, string name) => n[name]!.GetValue<string>();
}
