using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Monitor.Collectors.Fetching;

/// <summary>How politely and how far the HTTP door goes.</summary>
public sealed record FetchSettings
{
    /// <summary>Names Monitor and a contact, so that a site's owner can reach us.</summary>
    public string UserAgent { get; init; } = "MonitorBot/0.1";

    /// <summary>Whole request, redirects and body included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest a body may stand still. Not counted before the headers: a slow page may think for as long as <see cref="Timeout"/> lets it.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of an answer after decompression.</summary>
    public long MaxBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Pause between two requests to one host.</summary>
    public TimeSpan HostPace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Private and loopback addresses that may be fetched, as host or host:port.</summary>
    public IReadOnlyList<string> AllowPrivate { get; init; } = [];

    /// <summary>Where addresses of the form rsshub:/route lead; being named by the operator it may be private.</summary>
    public Uri? RssHub { get; init; }

    /// <summary>Proxy everything goes through; null = none, whatever the environment says.</summary>
    public Uri? Proxy { get; init; }

    public NetworkCredential? ProxyLogin { get; init; }

    /// <summary>Addresses of a host name.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>How servers' certificates are judged; null = as the machine does.</summary>
    internal X509ChainPolicy? Trust { get; init; }

    /// <summary>The machine's clock, for <see cref="Timeout"/> and <see cref="IdleTimeout"/>: a sped-up demo clock must not shorten them.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    public const string RssHubScheme = "rsshub:";

    /// <summary>Why this cannot be a User-Agent header (RFC 9110, 10.1.5), or null when it can. A site must never see us without a name.</summary>
    public static string? UserAgentFault(string userAgent)
    {
        using var probe = new HttpRequestMessage();
        if (userAgent.All(c => c is >= ' ' and <= '~') && probe.Headers.UserAgent.TryParseAdd(userAgent) && probe.Headers.UserAgent.Count > 0) return null;
        return $"fetch.contact: '{userAgent}' cannot be sent as User-Agent; expected a web or mail address in ASCII, without line breaks or single parentheses";
    }

    /// <summary>An address as a source writes it; null when it is none, or a route while no RSSHub is configured.</summary>
    internal Uri? AddressOf(string written)
    {
        if (!written.StartsWith(RssHubScheme, StringComparison.OrdinalIgnoreCase)) return Uri.TryCreate(written, UriKind.Absolute, out var url) ? url : null;
        return RssHub is null ? null : new Uri(RssHub.AbsoluteUri.TrimEnd('/') + "/" + written[RssHubScheme.Length..].TrimStart('/'));
    }

    internal bool MayBePrivate(Uri url) =>
        (RssHub is { } hub && hub.Authority.Equals(url.Authority, StringComparison.OrdinalIgnoreCase)) || AllowPrivate.Any(a => a.Equals(url.Host, StringComparison.OrdinalIgnoreCase) || a.Equals(url.Authority, StringComparison.OrdinalIgnoreCase)
            || a.Equals(url.Host + ":" + url.Port, StringComparison.OrdinalIgnoreCase));
}
