using System.Security.Cryptography.X509Certificates;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Tls;

/// <summary>Asks the authorities whether a certificate was called back (OCSP, RFC 6960; CRL, RFC 5280 section 6.3). That they cannot be reached is no fault of the target.</summary>
internal static class RevocationCheck
{
    /// <param name="chain">As a handshake showed it, the server's own first.</param>
    /// <exception cref="OperationCanceledException">By <paramref name="ct"/>.</exception>
    public static async Task<Finding?> OfAsync(IReadOnlyList<byte[]> chain, TlsProbeOptions options, DateTimeOffset at, CancellationToken ct)
    {
        if (chain.Count == 0) return null;
        try
        {
            // The platform asks on the calling thread and cannot be stopped; its own limit bounds it.
            return await Task.Run(() => Of(chain, options, at), ct).WaitAsync(options.RevocationTimeout + TimeSpan.FromSeconds(1), ct);
        }
        catch (TimeoutException)
        {
            return Unknown($"{options.RevocationTimeout.TotalSeconds:0.###} 秒内没有答复");
        }
    }

    private static Finding? Of(IReadOnlyList<byte[]> raw, TlsProbeOptions options, DateTimeOffset at)
    {
        List<X509Certificate2> certificates = [.. raw.Select(c => X509CertificateLoader.LoadCertificate(c))];
        using var chain = new X509Chain { ChainPolicy = Trust.Policy(options.CaFile, at) };
        chain.ChainPolicy.RevocationMode = X509RevocationMode.Online;
        chain.ChainPolicy.RevocationFlag = X509RevocationFlag.ExcludeRoot;
        chain.ChainPolicy.UrlRetrievalTimeout = options.RevocationTimeout;
        chain.ChainPolicy.ExtraStore.AddRange(certificates.Skip(1).ToArray());
        chain.Build(certificates[0]);
        var flags = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, s) => all | s.Status);
        var revoked = chain.ChainElements.Where(e => e.ChainElementStatus.Any(s => s.Status == X509ChainStatusFlags.Revoked)).Select(e => DistinguishedName.Of(e.Certificate.SubjectName)).ToList();
        certificates.ForEach(c => c.Dispose());
        if (revoked.Count > 0) return new(CertificateFindings.Revoked, FindingSeverity.High, $"证书已被吊销：{string.Join("、", revoked)}");
        return (flags & (X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation)) != 0
            ? Unknown("没有吊销查询地址，或查询服务没有可用的答复")
            : new("tls.revocation", FindingSeverity.Info, "证书未被吊销");
    }

    private static Finding Unknown(string why) => new("tls.revocation-unknown", FindingSeverity.Info, $"吊销状态未知：{why}");
}
