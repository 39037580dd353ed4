using Monitor.Core.Alerts;
using Monitor.Host.Demo.District;

namespace Monitor.Host.Demo;

/// <summary>One trouble put into the day on purpose, and the alert that must catch it.</summary>
/// <param name="Id">Short name for tables.</param>
/// <param name="Name">Shown to people.</param>
/// <param name="From">Simulated minute of its beginning.</param>
/// <param name="Until">Simulated minute of its end.</param>
/// <param name="Team">Team whose alert must say it.</param>
/// <param name="Fingerprints">Beginnings of alert fingerprints that count as catching it; the first is the main one.</param>
/// <param name="Fault">Fault switched on meanwhile, when it is one.</param>
internal sealed record ScriptedEvent(
    string Id, string Name, double From, double Until, Team Team, IReadOnlyList<string> Fingerprints, Fault? Fault = null)
{
    /// <summary>Minutes after its end in which an alert may still be about it.</summary>
    public const double Aftermath = 10;

    /// <summary>The catching alert must have at least this level.</summary>
    public WarningLevel Level { get; init; } = WarningLevel.Blue;

    /// <summary>Whether an alert of this fingerprint and team, raised at that minute, is about this event.</summary>
    public bool Explains(string fingerprint, Team team, double minute) =>
        team == Team && From <= minute && minute <= Until + Aftermath
        && Fingerprints.Any(f => fingerprint.StartsWith(f, StringComparison.Ordinal));
}
