using System.ComponentModel;
using Monitor.Core.Probes;

namespace Monitor.Analysis.Detectors.OverdueWeakness;

/// <summary>Which weaknesses past their day are worth a call.</summary>
public sealed record OverdueWeaknessOptions
{
    [Description("Weaknesses below this severity are left to the register and the weekly letter: low, medium or high.")]
    public FindingSeverity MinSeverity { get; init; } = FindingSeverity.Medium;
}
