using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Core.Probes;

namespace Monitor.Core.Weaknesses;

/// <summary>How long weaknesses may stay, who mends them, and what proves that they are mended; `weaknesses` in monitor.yaml.</summary>
public sealed record WeaknessRules
{
    [Description("Days in which a weakness is to be mended, by severity.")]
    public WeaknessDue Due { get; init; } = new();

    [Description("Looks in a row that reach the target and no longer show it, before it counts as mended."), Range(1, 100)]
    public int VerifyLooks { get; init; } = 2;

    [Description("Who mends what; the first that takes a weakness is its owner until a person names another.")]
    public IReadOnlyList<WeaknessOwner> Owners { get; init; } = [];

    /// <summary>Last day in time of what was found, or found again, at that moment.</summary>
    public DateOnly DueOf(FindingSeverity severity, DateTimeOffset found) => WeaknessDays.Of(found).AddDays((int)Math.Min(Due.Of(severity).TotalDays, 3650));

    public string? OwnerOf(string targetId, string code) => Owners.FirstOrDefault(o => o.Takes(targetId, code))?.Name;
}

public sealed record WeaknessDue
{
    [Description("In whole days, such as 3d; the day it was found does not count.")]
    public TimeSpan High { get; init; } = TimeSpan.FromDays(3);

    [Description("As above.")]
    public TimeSpan Medium { get; init; } = TimeSpan.FromDays(14);

    [Description("As above.")]
    public TimeSpan Low { get; init; } = TimeSpan.FromDays(60);

    public TimeSpan Of(FindingSeverity severity) => severity switch
    {
        FindingSeverity.High => High,
        FindingSeverity.Medium => Medium,
        _ => Low,
    };
}

/// <summary>One who mends weaknesses.</summary>
public sealed record WeaknessOwner
{
    [Required, Description("Person or department, as the register names it.")]
    public string Name { get; init; } = "";

    [Description("Ids of targets; empty = every target.")]
    public IReadOnlyList<string> Targets { get; init; } = [];

    [Description("Finding codes start with one of these, such as `tls.`; empty = every code.")]
    public IReadOnlyList<string> Codes { get; init; } = [];

    public bool Takes(string targetId, string code) =>
        (Targets.Count == 0 || Targets.Contains(targetId, StringComparer.Ordinal)) && (Codes.Count == 0 || Codes.Any(c => code.StartsWith(c, StringComparison.Ordinal)));
}
