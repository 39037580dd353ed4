namespace Monitor.Collectors.Fetching;

/// <summary>How politely and how far the HTTP door goes.</summary>
public sealed record FetchSettings
{
    /// <summary>Names Monitor and a contact, so that a site's owner can reach us.</summary>
    public string UserAgent { get; init; } = "MonitorBot/0.1";

    /// <summary>Whole request, redirects and body included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of an answer after decompression.</summary>
    public long MaxBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Pause between two requests to one host.</summary>
    public TimeSpan HostPace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Private and loopback addresses that may be fetched, as host or host:port.</summary>
    public IReadOnlyList<string> AllowPrivate { get; init; } = [];

    internal bool MayBePrivate(Uri url) =>
        AllowPrivate.Any(a => a.Equals(url.Host, StringComparison.OrdinalIgnoreCase) || a.Equals(url.Authority, StringComparison.OrdinalIgnoreCase)
            || a.Equals(url.Host + ":" + url.Port, StringComparison.OrdinalIgnoreCase));
}
