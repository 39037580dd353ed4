using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Monitor.Collectors.Probes.Tls;
using Monitor.Core.Probes;
using Xunit;

namespace Monitor.Tests.Collectors.Probes.Tls;

/// <summary>A real list of revoked certificates, fetched from a real server.</summary>
public sealed class RevocationTests : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private readonly RSA _key = RSA.Create(2048);
    private readonly X509Certificate2 _root;
    private readonly string _caFile = Path.GetTempFileName();

    public RevocationTests()
    {
        var request = new CertificateRequest($"CN=Revoking Root {Guid.NewGuid():N}", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        _root = request.CreateSelfSigned(Now.AddDays(-10), Now.AddDays(100));
        File.WriteAllText(_caFile, _root.ExportCertificatePem());
    }

    public void Dispose()
    {
        _root.Dispose();
        _key.Dispose();
        File.Delete(_caFile);
    }

    [Theory]
    [InlineData("revoked", ProbeState.Down, "tls.revoked", "证书已被吊销：CN=127.0.0.1")]
    [InlineData("listed not", ProbeState.Up, "tls.revocation", "证书未被吊销")]
    [InlineData("list gone", ProbeState.Up, "tls.revocation-unknown", "吊销状态未知")]
    public async Task The_authoritys_word_counts_and_its_silence_does_not(string which, ProbeState state, string code, string said)
    {
        var serial = Guid.NewGuid().ToByteArray();
        serial[0] &= 0x7F;
        await using var authority = await WebSite.StartAsync(app => app.MapGet("/ca.crl", () => which == "list gone" ? Results.NotFound() : Results.Bytes(List(which == "revoked" ? serial : null), "application/pkix-crl")));
        using var leaf = Leaf(serial, authority.Url("/ca.crl").AbsoluteUri);
        await using var site = await WebSite.StartAsync(_ => { }, listen => listen.UseHttps(leaf));
        var result = await Targets.ProbeAsync(new TlsProbeOptions { Host = "127.0.0.1", Port = site.Port, CaFile = _caFile, WarnDays = [], Revocation = true });
        Assert.Equal(state, result.State);
        Assert.Contains(said, result.Findings.Single(f => f.Code == code).Message, StringComparison.Ordinal);
        Assert.Equal(1, Math.Min(1, authority.Hits("/ca.crl")));
    }

    private byte[] List(byte[]? revoked)
    {
        var builder = new CertificateRevocationListBuilder();
        if (revoked is not null) builder.AddEntry(revoked, Now.AddDays(-1));
        return builder.Build(_root, new BigInteger(1), Now.AddDays(2), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, Now.AddDays(-1));
    }

    private X509Certificate2 Leaf(byte[] serial, string list)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([list]));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_root, true, false));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        using var bare = request.Create(_root, Now.AddDays(-5), Now.AddDays(50), serial);
        using var own = bare.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), null);
    }
}
