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
}
