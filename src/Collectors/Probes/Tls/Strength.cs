using System.Security.Cryptography.X509Certificates;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Tls;

/// <summary>Keys and signatures too weak to be relied on (CA/Browser Forum Baseline Requirements, section 6.1.5).</summary>
internal static class Strength
{
    private static readonly HashSet<string> WeakSignatures =
    [
        "1.2.840.113549.1.1.2", "1.2.840.113549.1.1.4", // MD2, MD5 with RSA
        "1.2.840.113549.1.1.5", "1.3.14.3.2.29", // SHA-1 with RSA
        "1.2.840.10045.4.1", "1.2.840.10040.4.3", // SHA-1 with ECDSA, DSA
    ];

    public static IEnumerable<Finding> Of(X509Certificate2 leaf, X509Chain? chain)
    {
        if (WeakKey(leaf) is { } key) yield return new(CertificateFindings.KeyWeak, FindingSeverity.Medium, $"证书密钥过弱：{key}");

        // A root is trusted for itself, not for its signature.
        var signed = chain?.ChainElements.Select(e => e.Certificate).Where(c => c.Subject != c.Issuer) ?? [leaf];
        foreach (var certificate in signed.Where(c => WeakSignatures.Contains(c.SignatureAlgorithm.Value ?? "")))
            yield return new(CertificateFindings.SignatureWeak, FindingSeverity.Medium,
                $"证书签名算法过弱：{certificate.SignatureAlgorithm.FriendlyName}（{certificate.Subject}）");
    }

    private static string? WeakKey(X509Certificate2 leaf)
    {
        using var rsa = leaf.GetRSAPublicKey();
        if (rsa is not null) return rsa.KeySize < 2048 ? $"RSA {rsa.KeySize} 位，至少应为 2048 位" : null;
        using var ec = leaf.GetECDsaPublicKey();
        if (ec is not null) return ec.KeySize < 256 ? $"EC {ec.KeySize} 位，至少应为 256 位" : null;
        return null;
    }
}
