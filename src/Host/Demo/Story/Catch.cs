using Monitor.Core.Alerts;

namespace Monitor.Host.Demo;

/// <summary>What became of one scripted event: the first alert that caught it, or none.</summary>
/// <param name="Event">The event.</param>
/// <param name="Alert">The alert, or null when it went unseen.</param>
/// <param name="Minute">Simulated minute of the catching decision.</param>
internal sealed record Catch(ScriptedEvent Event, Alert? Alert, double? Minute)
{
    public double? DelayMinutes => Minute - Event.From;
}

/// <summary>The day's balance.</summary>
internal sealed record DaySummary(IReadOnlyList<Catch> Catches, IReadOnlyList<Alert> FalseAlerts)
{
    public bool AllCaught => Catches.All(c => c.Alert is not null);

    public bool Passed => AllCaught && FalseAlerts.Count == 0;
}
