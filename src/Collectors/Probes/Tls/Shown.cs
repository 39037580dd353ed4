using System.Security.Cryptography.X509Certificates;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Tls;

/// <summary>What of a server's certificate is kept with the result.</summary>
internal static class Shown
{
    private const int Longest = 200;

    public static ServerCertificate? Of(X509Certificate? shown) => shown is X509Certificate2 leaf
        ? new ServerCertificate(new DateTimeOffset(leaf.NotBefore).ToUniversalTime(), new DateTimeOffset(leaf.NotAfter).ToUniversalTime(), Name(leaf, forIssuer: false), Name(leaf, forIssuer: true))
        : null;

    private static string Name(X509Certificate2 leaf, bool forIssuer) => leaf.GetNameInfo(X509NameType.SimpleName, forIssuer) is var name && name.Length <= Longest ? name : name[..Longest];
}
