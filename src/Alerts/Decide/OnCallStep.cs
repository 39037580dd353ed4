using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Core.Alerts;
using Monitor.Core.Season;

namespace Monitor.Alerts.Decide;

/// <summary>One line of the on-call roster: the next person, the next channel, or the other team's lead.</summary>
public sealed record OnCallStep
{
    [Required, Description("Who, as people read it. Unique in the roster.")]
    public string Name { get; init; } = "";

    [Required, Description("Whose alerts.")]
    public Team Team { get; init; }

    [Required, Description("Channels that reach that person.")]
    public IReadOnlyList<string> Channels { get; init; } = [];

    [Required, Description("How long after the first notice without an acknowledgement.")]
    public TimeSpan After { get; init; }

    [Description("Only alerts of this level and above.")]
    public WarningLevel MinLevel { get; init; } = WarningLevel.Orange;

    [Description("Only during these hours, such as a night shift; absent = always.")]
    public DailyWindow? Shift { get; init; }
}
