using System.Net;
using System.Net.Sockets;

namespace Monitor.Collectors.Fetching;

/// <summary>
/// Which addresses are inside: loopback, private, link-local, metadata, multicast and reserved ranges (IANA special-purpose registries),
/// and IPv6 forms that carry an IPv4 address past a check that only reads the outer one.
/// </summary>
internal static class AddressGuard
{
    private static readonly IPNetwork[] Inside =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "64:ff9b:1::/48", "100::/64", "2001::/32", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>NAT64's well-known prefix (RFC 6052): the last four bytes are the IPv4 address truly reached.</summary>
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    public static bool IsInside(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily is not (AddressFamily.InterNetwork or AddressFamily.InterNetworkV6)) return true;
        return Nat64.Contains(plain) ? IsInside(new IPAddress(plain.GetAddressBytes().AsSpan(12))) : Inside.Any(n => n.Contains(plain));
    }
}

/// <summary>Thrown inside the connect callback; the door turns it into a result.</summary>
internal sealed class RefusedAddressException(string host, IPAddress address)
    : Exception($"{host} leads to the internal address {address}; list it in fetch.allowPrivate if that is meant.");
