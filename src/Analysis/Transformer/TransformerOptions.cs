using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Analysis.Transformer;

/// <summary>Where a transformer lies and how far it is believed.</summary>
public sealed record TransformerOptions
{
    [Description("Folder with model.onnx, vocab.txt and labels.json, relative to the working directory; empty = no transformer.")]
    public string Directory { get; init; } = "";

    [Description("Weight of its log-odds against the other models': 0 = unheard, 1 = alone."), Range(0, 1)]
    public double Share { get; init; } = 0.5;

    [Description("Threads that work on one post; a change counts from the next start."), Range(1, 64)]
    public int Threads { get; init; } = 1;

    [Description("Longest input in tokens, as the model was exported; the rest of a post is not read."), Range(8, 8192)]
    public int MaxTokens { get; init; } = 256;

    [Description("Letters are lowered and stripped of accents first, as the model was trained.")]
    public bool LowerCase { get; init; } = true;

    /// <summary>Whether a folder is named at all.</summary>
    public bool InUse => Directory.Length > 0;
}
