using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Monitor.Collectors.Probes.Tls;

/// <summary>Whom a certificate is for (RFC 9525): the names listed in it; the common name has not counted for years.</summary>
internal static class HostMatch
{
    private const int MostShown = 8;

    public static bool Covers(X509Certificate2 leaf, string host)
    {
        if (!host.StartsWith("*.", StringComparison.Ordinal)) return IsName(host) && leaf.MatchesHostname(host, allowWildcards: true, allowCommonName: false);
        var below = host[1..];
        return Names(leaf).Any(n => n.EndsWith(below, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Names for a message.</summary>
    public static IReadOnlyList<string> Shown(X509Certificate2 leaf)
    {
        var names = Names(leaf).Take(MostShown).ToList();
        return names.Count > 0 ? names : [DistinguishedName.Of(leaf.SubjectName)];
    }

    private static bool IsName(string host) => Uri.CheckHostName(host) is UriHostNameType.Dns || IPAddress.TryParse(host, out _);

    private static IEnumerable<string> Names(X509Certificate2 leaf) => leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>()
        .SelectMany(e => e.EnumerateDnsNames().Concat(e.EnumerateIPAddresses().Select(a => a.ToString())));
}
