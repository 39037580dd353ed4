using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Monitor.Collectors.Probes.Tls;

/// <summary>What stands in a certificate, in words that other tools use as well.</summary>
internal static class CertificateFacts
{
    private static readonly Dictionary<string, string> Signatures = new()
    {
        ["1.2.840.113549.1.1.2"] = "md2WithRSAEncryption",
        ["1.2.840.113549.1.1.4"] = "md5WithRSAEncryption",
        ["1.2.840.113549.1.1.5"] = "sha1WithRSAEncryption",
        ["1.3.14.3.2.29"] = "sha1WithRSA",
        ["1.2.840.113549.1.1.10"] = "rsassaPss",
        ["1.2.840.113549.1.1.11"] = "sha256WithRSAEncryption",
        ["1.2.840.113549.1.1.12"] = "sha384WithRSAEncryption",
        ["1.2.840.113549.1.1.13"] = "sha512WithRSAEncryption",
        ["1.2.840.113549.1.1.14"] = "sha224WithRSAEncryption",
        ["1.2.840.10040.4.3"] = "dsaWithSHA1",
        ["2.16.840.1.101.3.4.3.2"] = "dsa_with_SHA256",
        ["1.2.840.10045.4.1"] = "ecdsa-with-SHA1",
        ["1.2.840.10045.4.3.1"] = "ecdsa-with-SHA224",
        ["1.2.840.10045.4.3.2"] = "ecdsa-with-SHA256",
        ["1.2.840.10045.4.3.3"] = "ecdsa-with-SHA384",
        ["1.2.840.10045.4.3.4"] = "ecdsa-with-SHA512",
        ["1.2.156.10197.1.501"] = "SM2-with-SM3",
        ["1.3.101.112"] = "ED25519",
        ["1.3.101.113"] = "ED448",
    };

    public static string Signature(X509Certificate2 certificate) => certificate.SignatureAlgorithm.Value is { } oid ? Signatures.GetValueOrDefault(oid, oid) : "";

    /// <summary>Hexadecimal in lower case, without the byte that only says "not negative".</summary>
    public static string Serial(X509Certificate2 certificate)
    {
        var serial = certificate.SerialNumberBytes.Span;
        return Convert.ToHexStringLower(serial is [0, >= 0x80, ..] ? serial[1..] : serial);
    }

    public static string Sha256(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();

    /// <summary>Kind of key (rsa, ec, dsa, or the algorithm's number) and its length in bits; 0 where the platform cannot read it.</summary>
    public static (string Type, int Bits) Key(X509Certificate2 certificate)
    {
        try
        {
            using var rsa = certificate.GetRSAPublicKey();
            if (rsa is not null) return ("rsa", rsa.KeySize);
            using var ec = certificate.GetECDsaPublicKey();
            if (ec is not null) return ("ec", ec.KeySize);
            using var dsa = certificate.GetDSAPublicKey();
            if (dsa is not null) return ("dsa", dsa.KeySize);
        }
        catch (CryptographicException)
        {
            // A curve this platform does not know.
        }

        return (certificate.PublicKey.Oid.Value switch { "1.2.840.10045.2.1" => "ec", "1.3.101.112" => "ed25519", var oid => oid ?? "" }, 0);
    }

    /// <summary>How many names of any kind the certificate is for (RFC 5280, section 4.2.1.6).</summary>
    public static int Names(X509Certificate2 certificate)
    {
        if (certificate.Extensions["2.5.29.17"] is not { } extension) return 0;
        var count = 0;
        for (var names = new AsnReader(extension.RawData, AsnEncodingRules.BER).ReadSequence(); names.HasData; count++) names.ReadEncodedValue();
        return count;
    }

    public static bool IsSelfSigned(X509Certificate2 certificate) => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    /// <summary>True when it says where its issuer's certificate is to be had, as all publicly trusted ones must (CA/Browser Forum Baseline Requirements, section 7.1.2.7.7).</summary>
    public static bool NamesIssuer(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509AuthorityInformationAccessExtension>().Any(e => e.EnumerateCAIssuersUris().Any());

    public static bool IsIssuedBy(X509Certificate2 certificate, X509Certificate2 issuer) =>
        certificate.IssuerName.RawData.AsSpan().SequenceEqual(issuer.SubjectName.RawData)
        && (KeyId(certificate) is not { } named || OwnKeyId(issuer) is not { } own || named.Span.SequenceEqual(own.Span));

    private static ReadOnlyMemory<byte>? KeyId(X509Certificate2 certificate) => certificate.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().FirstOrDefault()?.KeyIdentifier;

    private static ReadOnlyMemory<byte>? OwnKeyId(X509Certificate2 certificate) => certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault()?.SubjectKeyIdentifierBytes;
}
