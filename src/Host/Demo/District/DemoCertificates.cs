using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Monitor.Host.Demo.District;

/// <summary>A certificate authority of the demo's own, a good certificate and one that has run out.</summary>
internal sealed record DemoCertificates(X509Certificate2 Authority, X509Certificate2 Valid, X509Certificate2 Expired)
{
    /// <summary>Reads what an earlier start made, or makes it; the authority must stay the same for the life of the directory.</summary>
    /// <param name="directory">Where the files are kept; nothing outside the demo trusts them.</param>
    /// <param name="simulated">The day's start.</param>
    /// <param name="real">The system's time: the TLS layer checks against that one, our probe against the simulated one, and both must agree.</param>
    public static DemoCertificates Ensure(string directory, DateTimeOffset simulated, DateTimeOffset real)
    {
        var paths = new[] { "ca.pfx", "valid.pfx", "expired.pfx" }.Select(n => Path.Combine(directory, n)).ToArray();
        if (!paths.All(File.Exists)) Make(directory, paths, simulated < real ? simulated : real, simulated > real ? simulated : real);
        var loaded = paths.Select(p => X509CertificateLoader.LoadPkcs12FromFile(p, null)).ToArray();
        return new DemoCertificates(loaded[0], loaded[1], loaded[2]);
    }

    private static void Make(string directory, string[] paths, DateTimeOffset early, DateTimeOffset late)
    {
        Directory.CreateDirectory(directory);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=云川市演示根证书", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var authority = request.CreateSelfSigned(early.AddYears(-1), late.AddYears(5));
        using var valid = Leaf(authority, early.AddDays(-30), late.AddDays(120), 1);
        using var expired = Leaf(authority, early.AddDays(-120), early.AddDays(-1), 2);
        File.WriteAllText(Path.Combine(directory, "ca.pem"), authority.ExportCertificatePem());
        File.WriteAllBytes(paths[1], valid.Export(X509ContentType.Pfx));
        File.WriteAllBytes(paths[2], expired.Export(X509ContentType.Pfx));
        File.WriteAllBytes(paths[0], authority.Export(X509ContentType.Pfx));
    }

    private static X509Certificate2 Leaf(X509Certificate2 authority, DateTimeOffset from, DateTimeOffset until, byte serial)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1, O=青梧区志愿填报系统", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, false));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        using var signed = request.Create(authority, from, until, [0x51, serial]);
        return signed.CopyWithPrivateKey(key);
    }
}
