using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Core.Signals;

/// <summary>Settings of one detector; read from config/rules/*.yaml.</summary>
public sealed record DetectorDefinition
{
    [Required, Description("Kind of detector; see `monitor kinds`.")]
    public string Kind { get; init; } = "";

    public bool Enabled { get; init; } = true;

    /// <summary>The kind's own options record, bound and validated by the host.</summary>
    public object? Options { get; init; }

    /// <summary>Per phase of the season, the options record in force in it: `options` with that phase's changes, bound and validated by the host.</summary>
    [Description("Options that differ in a phase of the season, by the phase's name; what is not named stays as in `options`.")]
    public IReadOnlyDictionary<string, object> Phases { get; init; } = new Dictionary<string, object>();
}
