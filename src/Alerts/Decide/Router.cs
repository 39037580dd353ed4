using Monitor.Core.Alerts;

namespace Monitor.Alerts.Decide;

/// <summary>
/// Which channels hear of an alert. Levels never fall, so whoever was told of the opening is told of the end. A restricted alert goes only to
/// channels that name its team: a channel for all is a room for all.
/// </summary>
internal sealed class Router(IReadOnlyList<ChannelDefinition> channels)
{
    public ChannelDefinition? Channel(string id) => channels.FirstOrDefault(c => c.Id == id);

    public IEnumerable<ChannelDefinition> For(Alert alert) => channels.Where(c => !c.OnCallOnly && MayHear(c, alert, everyTeam: false) && c.MinLevel <= alert.Level);

    /// <param name="everyTeam">The roster may turn to the other team's lead, but never with what is restricted.</param>
    public static bool MayHear(ChannelDefinition channel, Alert alert, bool everyTeam) =>
        channel.Teams.Contains(alert.Team) || (!alert.Restricted && (everyTeam || channel.Teams.Count == 0));
}
