using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Monitor.Tests.Collectors.Probes;

/// <summary>A root, an authority below it, and server certificates with one fault each. Everything lives in memory.</summary>
internal sealed class Authority : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 6, 20, 8, 0, 0, TimeSpan.FromHours(8));
    private readonly List<X509Certificate2> _all = [];

    public Authority()
    {
        Root = Own(Request("CN=Example Root,O=\"示例, 招考\"", RSA.Create(2048), HashAlgorithmName.SHA256, authority: true).CreateSelfSigned(Now.AddYears(-5), Now.AddYears(5)));
        Middle = Below(Root, "CN=Example Issuing CA", RSA.Create(2048), HashAlgorithmName.SHA256, authority: true);
    }

    public X509Certificate2 Root { get; }

    public X509Certificate2 Middle { get; }

    /// <param name="names">Names in the certificate; an address is entered as one.</param>
    /// <param name="public">Says, as public authorities must, where the issuer's certificate is to be had.</param>
    public X509Certificate2 Server(X509Certificate2? by = null, AsymmetricAlgorithm? key = null, HashAlgorithmName? hash = null, DateTimeOffset? from = null, DateTimeOffset? until = null, bool @public = true, params string[] names) =>
        Below(by ?? Middle, "CN=Example Server", key ?? RSA.Create(2048), hash ?? HashAlgorithmName.SHA256, authority: false, from, until, @public, names);

    public X509Certificate2 SelfSigned(string name)
    {
        var request = Request("CN=" + name, ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256, authority: false);
        request.CertificateExtensions.Add(Names([name]));
        return Own(request.CreateSelfSigned(Now.AddDays(-10), Now.AddDays(90)));
    }

    /// <summary>An authority below <paramref name="by"/>.</summary>
    public X509Certificate2 Below(X509Certificate2 by, string subject, AsymmetricAlgorithm key, HashAlgorithmName hash, bool authority,
        DateTimeOffset? from = null, DateTimeOffset? until = null, bool @public = true, params string[] names)
    {
        var request = Request(subject, key, hash, authority);
        if (names.Length > 0) request.CertificateExtensions.Add(Names(names));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(by, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        if (@public) request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(ocspUris: null, caIssuersUris: ["http://ca.example.cn/issuer.crt"]));
        var signer = new OldSigner(by.GetRSAPrivateKey()!, hash);
        using var bare = request.Create(by.SubjectName, signer, from ?? Now.AddDays(-30), until ?? Now.AddDays(90), Guid.NewGuid().ToByteArray());
        return Own(key is RSA r ? bare.CopyWithPrivateKey(r) : bare.CopyWithPrivateKey((ECDsa)key));
    }

    public void Dispose() => _all.ForEach(c => c.Dispose());

    private X509Certificate2 Own(X509Certificate2 certificate)
    {
        _all.Add(certificate);
        return certificate;
    }

    /// <summary>Signs with SHA-1 and MD5 too, which the platform's own generator has given up.</summary>
    private sealed class OldSigner(RSA key, HashAlgorithmName hash) : X509SignatureGenerator
    {
        private readonly X509SignatureGenerator _inner = CreateForRSA(key, RSASignaturePadding.Pkcs1);

        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) => hash.Name switch
        {
            "MD5" => Identifier(4),
            "SHA1" => Identifier(5),
            _ => _inner.GetSignatureAlgorithmIdentifier(hash),
        };

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => key.SignData(data, hash, RSASignaturePadding.Pkcs1);

        protected override PublicKey BuildPublicKey() => _inner.PublicKey;

        /// <summary>1.2.840.113549.1.1.n with NULL.</summary>
        private static byte[] Identifier(byte n) => [0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, n, 0x05, 0x00];
    }

    private static CertificateRequest Request(string subject, AsymmetricAlgorithm key, HashAlgorithmName hash, bool authority)
    {
        var name = new X500DistinguishedName(subject);
        var request = key is RSA rsa ? new CertificateRequest(name, rsa, hash, RSASignaturePadding.Pkcs1) : new CertificateRequest(name, (ECDsa)key, hash);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(authority, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        if (!authority) request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        return request;
    }

    private static X509Extension Names(string[] names)
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
            if (IPAddress.TryParse(name, out var address)) builder.AddIpAddress(address);
            else builder.AddDnsName(name);
        return builder.Build();
    }
}
