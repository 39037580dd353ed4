using Monitor.Alerts.Templates;
using Monitor.Core.Alerts;
using Monitor.Host.Configuration;

namespace Monitor.Host.Acknowledging;

/// <summary>Makes the links that notices carry.</summary>
internal static class LinkMaker
{
    public const string Path = "ack";

    /// <summary>Address of the board without a slash at its end; null when config names none.</summary>
    public static string? Board(MonitorConfig config) => config.Board.PublicUrl is { } url ? new Uri(url).AbsoluteUri.TrimEnd('/') : null;

    /// <summary>Null when there is no address to make links of.</summary>
    public static Func<Alert, NoticeKind, string, DateTimeOffset, AcknowledgeLink>? Of(MonitorConfig config, LinkToken tokens)
    {
        if (Board(config) is not { } board) return null;
        return (alert, kind, channel, now) =>
        {
            var until = DateTimeOffset.FromUnixTimeSeconds((now + config.Board.LinksLast).ToUnixTimeSeconds());
            return new AcknowledgeLink($"{board}/{Path}/{tokens.Write(alert, kind, channel, until)}", until);
        };
    }
}
