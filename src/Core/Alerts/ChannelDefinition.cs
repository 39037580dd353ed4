using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Core.Alerts;

/// <summary>One way out to people; an entry of `channels:` in monitor.yaml.</summary>
public sealed record ChannelDefinition
{
    [Required, Description("Unique id."), RegularExpression("^[a-z0-9][a-z0-9-]{1,62}$")]
    public string Id { get; init; } = "";

    [Required, Description("Kind of notifier; see `monitor kinds`.")]
    public string Kind { get; init; } = "";

    [Description("Teams whose alerts go here; empty = all.")]
    public IReadOnlyList<Team> Teams { get; init; } = [];

    [Description("Alerts below this level are not sent here.")]
    public WarningLevel MinLevel { get; init; } = WarningLevel.Blue;

    /// <summary>The kind's own options record, bound and validated by the host.</summary>
    public object? Options { get; init; }
}
