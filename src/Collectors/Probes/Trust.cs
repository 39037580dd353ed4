using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Monitor.Collectors.Probes;

/// <summary>Builds the policy by which a server's chain is judged.</summary>
internal static class Trust
{
    /// <param name="caFile">PEM of the only roots to trust; null = the machine's store.</param>
    /// <param name="now">Moment at which the chain must be valid.</param>
    /// <exception cref="OptionFileException">The file cannot be read or holds no certificate.</exception>
    public static X509ChainPolicy Policy(string? caFile, DateTimeOffset now)
    {
        var policy = new X509ChainPolicy
        {
            // Probes run where revocation servers often cannot be reached; their silence must not read as the target's failure.
            RevocationMode = X509RevocationMode.NoCheck,
            // Fetching a missing intermediate would hide the incomplete chain that other clients stumble over.
            DisableCertificateDownloads = true,
            VerificationTime = now.UtcDateTime,
            VerificationTimeIgnored = false,
        };
        policy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1")); // serverAuth, RFC 5280 section 4.2.1.12
        if (caFile is null) return policy;

        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(TrustedRoots.Of(caFile));
        return policy;
    }
}
