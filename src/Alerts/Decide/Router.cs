using Monitor.Core.Alerts;

namespace Monitor.Alerts.Decide;

/// <summary>
/// Which channels hear of an alert. Levels never fall, so whoever was told of the opening is told of the end. A restricted alert goes only to
/// channels that name its team: a channel for all is a room for all.
/// </summary>
internal sealed class Router(
    IReadOnlyList<ChannelDefinition> channels, Func<Alert, NoticeKind, string, DateTimeOffset, Notice> compose)
{
    public IReadOnlyList<Notice> Notices(Alert alert, NoticeKind kind, DateTimeOffset now) =>
        [.. channels.Where(c => Hears(c, alert)).Select(c => compose(alert, kind, c.Id, now))];

    private static bool Hears(ChannelDefinition channel, Alert alert) =>
        ((channel.Teams.Count == 0 && !alert.Restricted) || channel.Teams.Contains(alert.Team)) && channel.MinLevel <= alert.Level;
}
