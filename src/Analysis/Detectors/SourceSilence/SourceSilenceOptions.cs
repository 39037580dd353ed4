using System.ComponentModel;

namespace Monitor.Analysis.Detectors.SourceSilence;

/// <summary>When a source's failing is worth a call. How long it may be silent stands with the source (`expectWithin`).</summary>
public sealed record SourceSilenceOptions
{
    [Description("A failing source that brought something new within this time is not reported yet.")]
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    [Description("A last read older than this (or than three intervals, whichever is longer) says nothing about now.")]
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromMinutes(15);
}
