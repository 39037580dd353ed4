using System.Security.Cryptography.X509Certificates;

namespace Monitor.Collectors.Probes.Tls;

/// <summary>
/// Roots whose private keys are in everyone's hands or that were used to deceive, by the name they issue under. A certificate from one of
/// them proves nothing, and a machine that trusts one can be listened to.
/// </summary>
internal static class KnownBadRoots
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["eDellRoot"] = "CERT/CC VU#870761",
        ["DSDTestProvider"] = "CERT/CC VU#925497",
        ["Superfish, Inc."] = "CERT/CC VU#529496",
        ["Komodia Inc."] = "CERT/CC VU#529496",
        ["SennComRootCA"] = "CVE-2018-17612",
        ["DigiNotar Root CA"] = "Mozilla MFSA 2011-34",
    };

    /// <summary>The root's name and where its fault is told; null when the certificate is from none of them.</summary>
    public static string? Issuing(X509Certificate2 certificate) =>
        DistinguishedName.Values(certificate.IssuerName).Where(Names.ContainsKey).Select(name => $"{name}（{Names[name]}）").FirstOrDefault();
}
