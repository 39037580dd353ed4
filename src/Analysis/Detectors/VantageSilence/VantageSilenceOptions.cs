namespace Monitor.Analysis.Detectors.VantageSilence;

/// <summary>How long a vantage point may be silent stands with it (`expectWithin`).</summary>
public sealed record VantageSilenceOptions;
