using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Analysis.Detectors.Outage;

/// <summary>How many failures make an outage stands with each target (`confirm`); here is what ends one.</summary>
public sealed record OutageOptions
{
    [Description("Consecutive good checks before an outage counts as over."), Range(1, 100)]
    public int RecoverAfter { get; init; } = 2;

    [Description("Results older than this (or than three intervals, whichever is longer) say nothing about now.")]
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromMinutes(5);
}
