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

    /// <param name="chain">The certificates up to the root, the server's own first.</param>
    public static IEnumerable<Finding> Of(IReadOnlyList<X509Certificate2> chain)
    {
        foreach (var certificate in chain)
            if (WeakKey(certificate) is { } key)
                yield return new(CertificateFindings.KeyWeak, FindingSeverity.Medium, $"证书密钥过弱：{key}（{Subject(certificate)}）");

        // A root is trusted for itself, not for its signature.
        var weak = chain.Where(c => !CertificateFacts.IsSelfSigned(c) && WeakSignatures.Contains(c.SignatureAlgorithm.Value ?? "")).ToList();
        if (weak.Count == 0) yield break;
        var told = string.Join("、", weak.Select(c => $"{CertificateFacts.Signature(c)}（{Subject(c)}）"));
        // A new certificate of the server's own comes with a new chain; only a weak link above a sound one is told apart.
        yield return weak.Contains(chain[0])
            ? new(CertificateFindings.SignatureWeak, FindingSeverity.Medium, $"证书签名算法过弱：{told}")
            : new(CertificateFindings.IssuerSignatureWeak, FindingSeverity.Medium, $"上级证书签名算法过弱：{told}");
    }

    private static string? WeakKey(X509Certificate2 certificate) => CertificateFacts.Key(certificate) switch
    {
        ("rsa", < 2048 and var bits) => $"RSA {bits} 位，至少应为 2048 位",
        ("ec", > 0 and < 256 and var bits) => $"EC {bits} 位，至少应为 256 位",
        ("dsa", var bits) => $"DSA {bits} 位，浏览器不再支持",
        _ => null,
    };

    private static string Subject(X509Certificate2 certificate) => DistinguishedName.Of(certificate.SubjectName);
}
