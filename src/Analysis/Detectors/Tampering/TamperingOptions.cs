using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Analysis.Detectors.Tampering;

/// <summary>When a changed page is worth a call.</summary>
public sealed record TamperingOptions
{
    [Description("Looks in a row that must show it; one alone may be a broken answer."), Range(1, 20)]
    public int Confirm { get; init; } = 2;

    [Description("Looks in a row without it before it counts as over."), Range(1, 20)]
    public int RecoverAfter { get; init; } = 2;

    [Description("Finding codes that count start with one of these.")]
    public IReadOnlyList<string> Codes { get; init; } = ["tampering."];

    [Description("Results older than this (or than three intervals, whichever is longer) say nothing about now.")]
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromMinutes(15);
}
