using System.Net;
using Monitor.Collectors.Fetching;
using Monitor.Host.Configuration;

namespace Monitor.Host;

/// <summary>The operator's words for the HTTP door's settings.</summary>
internal static class Fetching
{
    public static FetchSettings Settings(FetchConfig c) => new()
    {
        UserAgent = c.Contact.Length == 0 ? "MonitorBot/0.1" : $"MonitorBot/0.1 (+{c.Contact})",
        Timeout = c.Timeout,
        IdleTimeout = c.IdleTimeout,
        MaxBytes = c.MaxBytes,
        HostPace = c.HostPace,
        AllowPrivate = c.AllowPrivate,
        RssHub = c.RssHub,
        Proxy = c.Proxy,
        ProxyLogin = c.ProxyUser is { } user ? new NetworkCredential(user, c.ProxyPassword?.Reveal()) : null,
    };
}
