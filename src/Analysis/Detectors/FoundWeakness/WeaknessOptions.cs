using System.ComponentModel;
using Monitor.Core.Probes;

namespace Monitor.Analysis.Detectors.FoundWeakness;

/// <summary>Which findings are weaknesses worth a call.</summary>
public sealed record WeaknessOptions
{
    [Description("Findings below this severity are left to the board. High is told at yellow, what is below at blue.")]
    public FindingSeverity MinSeverity { get; init; } = FindingSeverity.High;

    [Description("Finding codes that count start with one of these.")]
    public IReadOnlyList<string> Codes { get; init; } = ["exposure.", "lookalike.new", "lookalike.similar"];

    [Description("Results older than this (or than three intervals, whichever is longer) say nothing about now.")]
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromHours(1);
}
