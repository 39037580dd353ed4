using System.Security.Cryptography.X509Certificates;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Tls;

/// <summary>The certificates a server sends, judged by themselves: is one missing, do they stand in order?</summary>
internal static class SentChain
{
    /// <summary>From the server's own to the last whose issuer was sent.</summary>
    public static IReadOnlyList<X509Certificate2> Path(IReadOnlyList<X509Certificate2> sent)
    {
        List<X509Certificate2> path = [sent[0]];
        while (!CertificateFacts.IsSelfSigned(path[^1]) && sent.FirstOrDefault(c => !path.Contains(c) && CertificateFacts.IsIssuedBy(path[^1], c)) is { } issuer) path.Add(issuer);
        return path;
    }

    /// <summary>A root need not be sent (RFC 8446, section 4.4.2), so a path that ends in an issuer is taken for whole.</summary>
    public static IEnumerable<Finding> Gaps(IReadOnlyList<X509Certificate2> sent)
    {
        var path = Path(sent);
        if (path.Select(KnownBadRoots.Issuing).FirstOrDefault(b => b is not null) is { } bad) return [ChainFindings.Bad(bad)];
        if (path.Count > 1) return [];
        return [CertificateFacts.IsSelfSigned(sent[0]) ? ChainFindings.Self() : ChainFindings.Unfounded(sent[0])];
    }

    /// <summary>Each one is to certify the one before it; old clients do not sort.</summary>
    public static IEnumerable<Finding> Order(IReadOnlyList<X509Certificate2> sent)
    {
        var path = Path(sent);
        if (!path.SequenceEqual(sent.Take(path.Count)))
            yield return new(CertificateFindings.ChainOrder, FindingSeverity.Low, "证书链顺序不对：每张证书之后应紧跟其签发者的证书");
        else if (sent.Count > path.Count)
            yield return new(CertificateFindings.ChainOrder, FindingSeverity.Low, $"证书链中夹带无关证书：{DistinguishedName.Of(sent[path.Count].SubjectName)}");
    }
}
