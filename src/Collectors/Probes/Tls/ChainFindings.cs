using System.Security.Cryptography.X509Certificates;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Tls;

/// <summary>Why a chain does not lead to a trusted root: self-signed, untrusted, incomplete, or broken in some other named way.</summary>
internal static class ChainFindings
{
    public static IEnumerable<Finding> Of(X509Certificate2 leaf, X509Chain? chain)
    {
        if (chain is null) yield break;

        var flags = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, s) => all | s.Status);
        var bad = chain.ChainElements.Select(e => KnownBadRoots.Issuing(e.Certificate)).FirstOrDefault(b => b is not null);
        if (bad is not null) yield return Bad(bad);
        else if ((flags & (X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot)) != 0) yield return Untrusted(leaf, chain, flags);

        // The leaf's own dates are told by tls.expired; here only those above it.
        foreach (var element in chain.ChainElements.Skip(1).Where(e => e.ChainElementStatus.Any(s => s.Status == X509ChainStatusFlags.NotTimeValid)))
            yield return High(CertificateFindings.Chain, $"上级证书不在有效期内：{element.Certificate.Subject}");

        var other = flags & ~(X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.NotTimeValid);
        if (other != X509ChainStatusFlags.NoError) yield return High(CertificateFindings.Chain, $"证书链校验失败：{other}");
    }

    public static Finding Self() => High(CertificateFindings.SelfSigned, "证书为自签名，不受信任");

    public static Finding Bad(string root) => High(CertificateFindings.KnownBadRoot, $"证书由已知不可信的根签发：{root}，任何人都可能伪造，请立即更换");

    /// <summary>The issuer is neither sent nor trusted: a public one was forgotten, or there never was one that others could know.</summary>
    public static Finding Unfounded(X509Certificate2 last) => CertificateFacts.NamesIssuer(last)
        ? High(CertificateFindings.Incomplete, $"证书链不完整，或签发者不受信任；请在服务器上补齐中间证书，缺少签发者：{DistinguishedName.Of(last.IssuerName)}")
        : High(CertificateFindings.PrivateIssuer, $"签发者不受信任，证书属自行签发：{DistinguishedName.Of(last.IssuerName)}");

    private static Finding Untrusted(X509Certificate2 leaf, X509Chain chain, X509ChainStatusFlags flags)
    {
        var last = chain.ChainElements[^1].Certificate;
        if (CertificateFacts.IsSelfSigned(leaf)) return Self();
        return flags.HasFlag(X509ChainStatusFlags.PartialChain) ? Unfounded(last) : High(CertificateFindings.Chain, $"根证书不受信任：{last.Subject}");
    }

    private static Finding High(string code, string message) => new(code, FindingSeverity.High, message);
}
