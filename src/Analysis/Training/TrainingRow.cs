using Microsoft.ML.Data;

namespace Monitor.Analysis.Training;

/// <summary>A row as ML.NET reads it.</summary>
internal sealed class TrainingRow
{
    public bool Risky { get; set; }

    public string Label { get; set; } = "";

    public float Weight { get; set; }

    public VBuffer<float> Features { get; set; }
}
