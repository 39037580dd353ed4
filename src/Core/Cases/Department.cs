using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Core.Cases;

/// <summary>Who takes what; an entry of `cases.departments` in monitor.yaml.</summary>
public sealed record Department
{
    [Required, Description("Unique id."), RegularExpression("^[a-z0-9][a-z0-9-]{0,62}$")]
    public string Id { get; init; } = "";

    [Required, Description("Name as people know it.")]
    public string Name { get; init; } = "";

    [Description("Kinds of alerts proposed to it; see `monitor kinds`.")]
    public IReadOnlyList<string> Kinds { get; init; } = [];

    [Description("Topics proposed to it when no department takes the kind.")]
    public IReadOnlyList<string> Topics { get; init; } = [];

    [Description("Line of the emergency plan (预案) shown with its cases and quoted in the quick report.")]
    public string Playbook { get; init; } = "";

    /// <summary>The first that takes the kind, else the first that takes the topic; only a proposal, a person routes.</summary>
    public static Department? Propose(IReadOnlyList<Department> departments, string? kind, string? topic) =>
        departments.FirstOrDefault(d => kind is not null && d.Kinds.Contains(kind, StringComparer.Ordinal))
        ?? departments.FirstOrDefault(d => topic is not null && d.Topics.Contains(topic, StringComparer.Ordinal));
}
