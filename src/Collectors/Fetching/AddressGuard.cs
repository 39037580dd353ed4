using System.Net;
using System.Net.Sockets;

namespace Monitor.Collectors.Fetching;

/// <summary>Which addresses are inside: loopback, private, link-local, metadata, multicast and reserved ranges (IANA special-purpose registries).</summary>
internal static class AddressGuard
{
    private static readonly IPNetwork[] Inside =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4", "::/128", "::1/128", "fc00::/7", "fe80::/10", "ff00::/8", "64:ff9b::/96",
        }.Select(IPNetwork.Parse),
    ];

    public static bool IsInside(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily is not (AddressFamily.InterNetwork or AddressFamily.InterNetworkV6) || Inside.Any(n => n.Contains(plain));
    }
}

/// <summary>Thrown inside the connect callback; the door turns it into a result.</summary>
internal sealed class RefusedAddressException(string host, IPAddress address)
    : Exception($"{host} leads to the internal address {address}; list it in fetch.allowPrivate if that is meant.");
