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

    [Description("Days before its end at which a certificate is told of, each once. From seven days on it is yellow, before blue.")]
    public IReadOnlyList<int> ExpiryDays { get; init; } = [30, 14, 7, 3, 1];

    [Description("Results older than this (or than three intervals, whichever is longer) say nothing about now.")]
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromMinutes(15);
}
