using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Analysis.Detectors.OwnNetwork;

/// <summary>When our own network is worth a call. Which places are asked stands in monitor.yaml (`witnesses`).</summary>
public sealed record OwnNetworkOptions
{
    [Description("So many results of all targets together that our own network spoilt; a single one may be a moment's loss."), Range(1, 100)]
    public int Results { get; init; } = 2;

    [Description("Results older than this (or than three intervals, whichever is longer) say nothing about now.")]
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromMinutes(5);
}
