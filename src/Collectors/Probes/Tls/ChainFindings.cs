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
        var selfSigned = leaf.SubjectName.RawData.AsSpan().SequenceEqual(leaf.IssuerName.RawData);
        if ((flags & (X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot)) != 0)
            yield return High(selfSigned
                ? "证书为自签名，不受信任"
                : flags.HasFlag(X509ChainStatusFlags.PartialChain)
                ? $"证书链不完整或签发者不受信任，缺少签发者：{chain.ChainElements[^1].Certificate.Issuer}"
                : $"根证书不受信任：{chain.ChainElements[^1].Certificate.Subject}");

        // The leaf's own dates are told by tls.expired; here only those above it.
        foreach (var element in chain.ChainElements.Skip(1).Where(e => e.ChainElementStatus.Any(s => s.Status == X509ChainStatusFlags.NotTimeValid)))
            yield return High($"上级证书不在有效期内：{element.Certificate.Subject}");

        var other = flags & ~(X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.NotTimeValid);
        if (other != X509ChainStatusFlags.NoError) yield return High($"证书链校验失败：{other}");
    }

    private static Finding High(string message) => new(CertificateFindings.Chain, FindingSeverity.High, message);
}
