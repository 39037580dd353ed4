using Microsoft.ML.Data;

namespace Monitor.Analysis.Training;

/// <summary>A row as ML.NET reads it.</summary>
internal sealed class TrainingRow
{
    /// <summary>Has the label that is being learnt.</summary>
    public bool IsIt { get; set; }

    public float Weight { get; set; }

    public VBuffer<float> Features { get; set; }
}
