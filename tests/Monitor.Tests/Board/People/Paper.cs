using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Monitor.Tests.Board.People;

/// <summary>A root, an authority below it, and certificates for this machine, as an operator has them: files.</summary>
internal sealed class Paper : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private readonly X509Certificate2 _middle;
    private readonly ECDsa _middleKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public Paper()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = new CertificateRequest("CN=House Root", key, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Root = root.CreateSelfSigned(Now.AddDays(-2), Now.AddDays(90));
        var below = new CertificateRequest("CN=House Issuer", _middleKey, HashAlgorithmName.SHA256);
        below.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var bare = below.Create(Root, Now.AddDays(-1), Now.AddDays(60), RandomNumberGenerator.GetBytes(8));
        _middle = bare.CopyWithPrivateKey(_middleKey);
    }

    public X509Certificate2 Root { get; }

    /// <summary>A certificate file with the one between it and the root, and a key file.</summary>
    public void Write(string folder, string name, string subject = "CN=board", string? password = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var own = Issue(key, subject);
        File.WriteAllText(Path.Combine(folder, name + ".pem"), own.ExportCertificatePem() + "\n" + _middle.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, name + ".key"), password is null ? key.ExportPkcs8PrivateKeyPem() : key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
        File.WriteAllText(Path.Combine(folder, "root.pem"), Root.ExportCertificatePem());
    }

    public void WritePfx(string folder, string name, string password)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var bare = Issue(key, "CN=board pfx");
        using var own = bare.CopyWithPrivateKey(key);
        using var public_ = X509CertificateLoader.LoadCertificate(_middle.RawData);
        File.WriteAllBytes(Path.Combine(folder, name + ".pfx"), new X509Certificate2Collection { own, public_ }.Export(X509ContentType.Pkcs12, password)!);
    }

    public void Dispose()
    {
        Root.Dispose();
        _middle.Dispose();
        _middleKey.Dispose();
    }

    private X509Certificate2 Issue(ECDsa key, string subject)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.Create(_middle, Now.AddDays(-1), Now.AddDays(30), RandomNumberGenerator.GetBytes(8));
    }
}
