using System.ComponentModel;

namespace Monitor.Host.Drill.Scenarios;

/// <summary>`drills:` in monitor.yaml: what a good exercise looks like.</summary>
internal sealed record DrillsConfig
{
    [Description("From a step's first event to its alert.")]
    public TimeSpan Detect { get; init; } = TimeSpan.FromMinutes(2);

    [Description("From the alert to a channel's receipt.")]
    public TimeSpan Deliver { get; init; } = TimeSpan.FromSeconds(2);

    [Description("From the alert to a person's acknowledgement.")]
    public TimeSpan Acknowledge { get; init; } = TimeSpan.FromMinutes(15);

    [Description("From the alert to the closed case, where one was opened; 0s = no goal.")]
    public TimeSpan Close { get; init; } = TimeSpan.Zero;
}
