using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Monitor.Alerts.Trust;

/// <summary>Trusts exactly the roots of a file, for servers certified by the authority of a district or an office.</summary>
public static class OwnAuthority
{
    /// <summary>A check for connections and handlers: the name must fit, and the certificate must lead to a root of the file.</summary>
    /// <exception cref="InvalidDataException">The file cannot be opened or holds no readable certificate.</exception>
    public static RemoteCertificateValidationCallback Only(string caFile)
    {
        var roots = Read(caFile);
        return (_, certificate, sent, errors) => errors is SslPolicyErrors.None or SslPolicyErrors.RemoteCertificateChainErrors && certificate is not null && Leads(certificate, sent, roots);
    }

    private static X509Certificate2Collection Read(string caFile)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPemFile(caFile);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"caFile '{caFile}': {e.Message}", e);
        }

        return roots.Count > 0 ? roots : throw new InvalidDataException($"caFile '{caFile}' holds no PEM certificate");
    }

    private static bool Leads(X509Certificate certificate, X509Chain? sent, X509Certificate2Collection roots)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        // An authority of one's own seldom publishes revocations where this machine could reach them.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var element in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>()) chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        using var own = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(own);
    }
}
