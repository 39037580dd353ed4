using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Core.Alerts;
using Monitor.Core.Sources;

namespace Monitor.Host.Drill.Scenarios;

internal sealed record DrillSource
{
    [Required, Description("Id."), RegularExpression("^[a-z0-9][a-z0-9-]{1,62}$")]
    public string Id { get; init; } = "";

    [Description("Name shown to people; absent = the id.")]
    public string Name { get; init; } = "";

    [Description("Platform label; spread is counted over platforms.")]
    public string Platform { get; init; } = "drill";

    public SourceRole Role { get; init; } = SourceRole.Public;
}

internal sealed record DrillTarget
{
    [Required, Description("Id."), RegularExpression("^[a-z0-9][a-z0-9-]{1,62}$")]
    public string Id { get; init; } = "";

    [Description("Name shown to people; absent = the id.")]
    public string Name { get; init; } = "";
}

/// <summary>One thing that ought to be detected.</summary>
internal sealed record DrillStep
{
    [Required, Description("As people read it in the report.")]
    public string Name { get; init; } = "";

    [Required, Description("Kind of detector; see `monitor kinds`.")]
    public string Kind { get; init; } = "";

    [Description("Subject of the alert, such as a target's id; absent = any.")]
    public string? Subject { get; init; }

    [Description("Team of the alert; absent = any.")]
    public Team? Team { get; init; }

    [Description("Level it must reach.")]
    public WarningLevel Level { get; init; } = WarningLevel.Blue;

    [Description("From which moment of the drill the time to detect counts: that of the step's own first event.")]
    public TimeSpan After { get; init; }

    [Description("How soon it must be detected; absent = `drills.detect` of monitor.yaml.")]
    public TimeSpan? Within { get; init; }

    public bool IsMetBy(Alert alert) => alert.Kind == Kind && (Subject is null || alert.Subject == Subject) && (Team is null || alert.Team == Team) && alert.Level >= Level;
}
