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

    /// <summary>Why this cannot be a User-Agent header (RFC 9110, 10.1.5), or null when it can. A site must never see us without a name.</summary>
    public static string? UserAgentFault(string userAgent)
    {
        using var probe = new HttpRequestMessage();
        if (userAgent.All(c => c is >= ' ' and <= '~') && probe.Headers.UserAgent.TryParseAdd(userAgent) && probe.Headers.UserAgent.Count > 0) return null;
        return $"fetch.contact: '{userAgent}' cannot be sent as User-Agent; expected a web or mail address in ASCII, without line breaks or single parentheses";
    }

    internal bool MayBePrivate(Uri url) =>
        AllowPrivate.Any(a => a.Equals(url.Host, StringComparison.OrdinalIgnoreCase) || a.Equals(url.Authority, StringComparison.OrdinalIgnoreCase)
            || a.Equals(url.Host + ":" + url.Port, StringComparison.OrdinalIgnoreCase));
}
