using System.Net.Sockets;

namespace Monitor.Collectors.Probes.Http;

/// <summary>Protocol to ask for.</summary>
public enum VersionChoice { Http1, Http2, Auto }

/// <summary>Addresses to connect to.</summary>
public enum IpChoice { Any, V4, V6 }

/// <summary>What the connections of one check are to be.</summary>
internal sealed record ExchangeSettings(TimeSpan Timeout, string? CaFile, VersionChoice Protocol, AddressFamily Family)
{
    /// <summary>Judge every certificate on the way, also good ones; null = only refused ones are described.</summary>
    public IReadOnlyList<int>? WarnDays { get; init; }

    /// <summary>Go on whatever a server shows. Only where nothing secret is sent.</summary>
    public bool AcceptAll { get; init; }

    /// <summary>Why an address must not be asked; null = it may. Asked before every request, redirects included.</summary>
    public Func<Uri, string?>? Refuse { get; init; }
}
