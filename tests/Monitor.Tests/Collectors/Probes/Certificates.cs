using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Monitor.Tests.Collectors.Probes;

/// <summary>A certificate authority of the test's own, with server certificates good and bad. Nothing is read from or left in a store.</summary>
public sealed class Certificates : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private readonly X509Certificate2 _root;

    public Certificates()
    {
        var request = Request("CN=Test Root");
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _root = request.CreateSelfSigned(Now.AddYears(-5), Now.AddYears(5));
        CaFile = Path.GetTempFileName();
        File.WriteAllText(CaFile, _root.ExportCertificatePem());
        Good = Issue(IPAddress.Loopback, Now.AddDays(-10), Now.AddDays(90));
        Expiring = Issue(IPAddress.Loopback, Now.AddDays(-10), Now.AddDays(5));
        Expired = Issue(IPAddress.Loopback, Now.AddDays(-100), Now.AddDays(-2));
        OtherHost = Issue(IPAddress.Parse("192.0.2.7"), Now.AddDays(-10), Now.AddDays(90));
        using var self = Leaf("CN=127.0.0.1", IPAddress.Loopback).CreateSelfSigned(Now.AddDays(-10), Now.AddDays(90));
        SelfSigned = Portable(self);
    }

    /// <summary>PEM of the root that all but <see cref="SelfSigned"/> lead to.</summary>
    public string CaFile { get; }

    public X509Certificate2 Good { get; }

    /// <summary>Good for five days more.</summary>
    public X509Certificate2 Expiring { get; }

    public X509Certificate2 Expired { get; }

    public X509Certificate2 OtherHost { get; }

    public X509Certificate2 SelfSigned { get; }

    public void Dispose()
    {
        File.Delete(CaFile);
        foreach (var certificate in new[] { _root, Good, Expiring, Expired, OtherHost, SelfSigned }) certificate.Dispose();
    }

    private X509Certificate2 Issue(IPAddress address, DateTimeOffset from, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var bare = Leaf("CN=Test Server", address, key).Create(_root, from, until, Guid.NewGuid().ToByteArray());
        using var own = bare.CopyWithPrivateKey(key);
        return Portable(own);
    }

    private static CertificateRequest Leaf(string subject, IPAddress address, ECDsa? key = null)
    {
        var request = Request(subject, key);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        return request;
    }

    private static CertificateRequest Request(string subject, ECDsa? key = null) =>
        new(subject, key ?? ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);

    /// <summary>Through PKCS#12, as some platforms cannot serve TLS with a key that lives only in memory.</summary>
    private static X509Certificate2 Portable(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
}
