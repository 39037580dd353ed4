using System.Text.Json;
using Monitor.Analysis.Models;

namespace Monitor.Analysis.Transformer;

/// <summary>What the model's outputs mean: labels.json maps an output's name to its labels, in the order of its numbers.</summary>
/// <param name="Sentiment">Output and places of negative, neutral, positive; null = the model does not say.</param>
/// <param name="Rumour">Output and places of rumour and not (-1 = a single number, the log-odds).</param>
internal sealed record TransformerLabels(TransformerOutput? Sentiment, TransformerOutput? Rumour)
{
    private static readonly string[] Feelings = ["negative", "neutral", "positive"];
    private static readonly string[] Risks = ["rumour", "not"];

    internal IEnumerable<TransformerOutput> All => new[] { Sentiment, Rumour }.OfType<TransformerOutput>();

    /// <exception cref="ModelLoadException">Not JSON, unknown labels, or nothing to say.</exception>
    internal static TransformerLabels Read(string file)
    {
        TransformerLabels labels = new(null, null);
        foreach (var (output, names) in Parse(file))
        {
            if (Places(names, Feelings) is { } feelings && labels.Sentiment is null) labels = labels with { Sentiment = new(output, names.Length, feelings) };
            else if (names is ["rumour"] && labels.Rumour is null) labels = labels with { Rumour = new(output, 1, [0, -1]) };
            else if (Places(names, Risks) is { } risks && labels.Rumour is null) labels = labels with { Rumour = new(output, 2, risks) };
            else throw Failure(file, $"gives output '{output}' the labels [{string.Join(", ", names)}]");
        }

        return labels.All.Any() ? labels : throw Failure(file, "names no output");
    }

    private static Dictionary<string, string[]> Parse(string file)
    {
        try
        {
            var read = JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllText(file)) ?? [];
            return read.Values.All(v => v is not null && v.All(n => n is not null)) ? read : throw new JsonException("null where labels are expected");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ModelLoadException($"{file} cannot be read: {e.Message} {Expected}", e);
        }
    }

    private static int[]? Places(string[] names, string[] wanted) =>
        names.Length == wanted.Length && wanted.All(names.Contains) ? [.. wanted.Select(w => Array.IndexOf(names, w))] : null;

    private const string Expected = """Expected, for one output or two: {"sentiment": ["negative", "neutral", "positive"], "rumour": ["not", "rumour"]}, or ["rumour"] for a single log-odds, by the names and in the order of the model's outputs.""";

    private static ModelLoadException Failure(string file, string what) => new($"{file} {what}. {Expected}");
}

/// <param name="Name">As the model calls it.</param>
/// <param name="Size">Numbers it gives for a text.</param>
/// <param name="Places">Where our labels stand among them.</param>
internal sealed record TransformerOutput(string Name, int Size, int[] Places);
