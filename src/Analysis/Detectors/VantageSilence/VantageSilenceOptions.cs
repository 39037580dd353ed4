using System.ComponentModel;
using Monitor.Core.Alerts;

namespace Monitor.Analysis.Detectors.VantageSilence;

/// <summary>How long a vantage point may be silent stands with it (`expectWithin`); here is how loud to be.</summary>
public sealed record VantageSilenceOptions
{
    [Description("blue, yellow, orange or red.")]
    public WarningLevel Level { get; init; } = WarningLevel.Blue;
}
