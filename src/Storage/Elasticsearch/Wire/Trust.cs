using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Monitor.Storage.Elasticsearch.Wire;

/// <summary>Which certificates are believed: those of the machine's authorities, of one authority in a file, or a chain that holds a named certificate.</summary>
internal static class Trust
{
    /// <param name="section">Where both stand in the configuration, for messages.</param>
    /// <exception cref="StoreException">The file holds no certificate.</exception>
    public static SslClientAuthenticationOptions Options(string? caFile, string? fingerprint, string section)
    {
        if (fingerprint is { } print)
        {
            var wanted = print.Replace(":", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
            return new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, leaf, chain, _) => Holds(leaf, chain, wanted) };
        }

        if (caFile is not { } file) return new SslClientAuthenticationOptions();
        var authorities = Load(file, section);
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        // Names are still compared: only the authority is another.
        return new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
    }

    private static bool Holds(X509Certificate? leaf, X509Chain? chain, string wanted)
    {
        var certificates = chain?.ChainElements.Select(e => e.Certificate.RawData).ToList() ?? [];
        if (leaf is not null) certificates.Add(leaf.GetRawCertData());
        return certificates.Any(raw => Convert.ToHexString(SHA256.HashData(raw)).Equals(wanted, StringComparison.OrdinalIgnoreCase));
    }

    private static X509Certificate2Collection Load(string file, string section)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new StoreException($"{section}.caFile {file} cannot be read: {e.Message}", e);
        }

        return authorities.Count > 0 ? authorities : throw new StoreException($"{section}.caFile {file} holds no certificate in PEM form.");
    }
}
