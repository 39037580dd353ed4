using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Monitor.Tests.Alerts.Syslog;

/// <summary>An authority with a server's and a client's certificate, as PEM files in a folder of its own.</summary>
internal sealed class Papers : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("syslog-tls").FullName;

    public Papers()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var caKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var ca = new CertificateRequest("CN=Qingwu test authority", caKey, HashAlgorithmName.SHA256);
        ca.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = ca.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        File.WriteAllText(In("ca.pem"), root.ExportCertificatePem());
        Issue(root, "server", now);
        Issue(root, "client", now);
    }

    public string In(string name) => Path.Combine(_folder, name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Issue(X509Certificate2 root, string name, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName(name + ".qingwu.example");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(root, now.AddDays(-1), now.AddDays(1), RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(In(name + ".pem"), certificate.ExportCertificatePem());
        File.WriteAllText(In(name + ".key"), key.ExportPkcs8PrivateKeyPem());
    }
}
