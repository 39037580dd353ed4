using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Analysis.Detectors.ModelDrift;

/// <summary>When the posts have moved away from those the models were first used on.</summary>
public sealed record ModelDriftOptions
{
    [Description("Population stability index from which the board says so; by custom 0.1."), Range(0.01, 10)]
    public double PsiWatch { get; init; } = 0.1;

    [Description("Population stability index that raises an alert; by custom 0.25."), Range(0.01, 10)]
    public double PsiAlarm { get; init; } = 0.25;

    [Description("Unknown character pairs that raise an alert, as a multiple of what the reference itself had."), Range(1, 100)]
    public double UnknownFactor { get; init; } = 2;

    [Description("Share of unknown pairs below which the multiple does not count."), Range(0, 1)]
    public double UnknownLeast { get; init; } = 0.05;

    [Description("Fewer public posts in the last seven days say nothing."), Range(1, 1_000_000)]
    public int MinPosts { get; init; } = 300;
}
