using System.ComponentModel;
using Monitor.Core.Probes;

namespace Monitor.Analysis.Detectors.Certificate;

/// <summary>Which findings about a certificate are worth a call.</summary>
public sealed record CertificateOptions
{
    [Description("Findings below this severity are left to the board.")]
    public FindingSeverity MinSeverity { get; init; } = FindingSeverity.Medium;

    [Description("Finding codes that count start with one of these.")]
    public IReadOnlyList<string> Codes { get; init; } = ["tls."];

    [Description("Results older than this (or than three intervals, whichever is longer) say nothing about now.")]
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromMinutes(15);
}
