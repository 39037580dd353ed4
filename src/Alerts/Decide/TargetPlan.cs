using Monitor.Core.Probes;

namespace Monitor.Alerts.Decide;

/// <summary>What the alert book knows of a target.</summary>
/// <param name="Host">Machine it is on, lower-case; null when its kind has none.</param>
public sealed record TargetPlan(string Name, string? Host, IReadOnlyList<string> DependsOn, IReadOnlyList<MaintenanceWindow> Maintenance);
