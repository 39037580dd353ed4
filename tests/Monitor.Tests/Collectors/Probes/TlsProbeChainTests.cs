using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Time.Testing;
using Monitor.Collectors.Probes;
using Monitor.Collectors.Probes.Tls;
using Monitor.Core.Probes;
using Xunit;

namespace Monitor.Tests.Collectors.Probes;

/// <summary>Chains and strengths as a handshake shows them, each fault by its name.</summary>
public sealed class TlsProbeChainTests : IDisposable
{
    private readonly Authority _authority = new();
    private readonly string _caFile = Path.GetTempFileName();

    public TlsProbeChainTests() => File.WriteAllText(_caFile, _authority.Root.ExportCertificatePem());

    public void Dispose()
    {
        _authority.Dispose();
        File.Delete(_caFile);
    }

    [Fact]
    public async Task A_whole_chain_is_up_with_nothing_found()
    {
        var result = await CheckAsync(Leaf(), _authority.Middle);
        Assert.Equal((ProbeState.Up, "tls.protocol"), (result.State, Assert.Single(result.Findings).Code));
    }

    [Fact]
    public async Task An_intermediate_that_is_not_sent_is_an_incomplete_chain() => AssertDown(await CheckAsync(Leaf()), "tls.chain-incomplete", "补齐中间证书");

    [Fact]
    public async Task An_issuer_nobody_can_know_is_a_private_one() => AssertDown(await CheckAsync(_authority.Server(@public: false, names: ["127.0.0.1"])), "tls.private-issuer", "自行签发");

    [Fact]
    public async Task A_self_signed_one_is_named_so() => AssertDown(await CheckAsync(_authority.SelfSigned("127.0.0.1")), "tls.self-signed", "自签名");

    [Fact]
    public async Task One_of_tomorrow_and_one_of_another_host_are_told_together()
    {
        var result = await CheckAsync(_authority.Server(from: Authority.Now.AddDays(1), names: ["other.example.cn"]), _authority.Middle);
        AssertDown(result, "tls.not-yet-valid", "起才有效");
        AssertDown(result, "tls.name", "other.example.cn");
    }

    /// <summary>Judged without a server: OpenSSL's default level refuses to serve such a key, though the probe would shake hands with it.</summary>
    [Fact]
    public void A_weak_key_is_told_and_does_not_break()
    {
        using var key = RSA.Create(1024);
        var finding = Assert.Single(Judge(_authority.Server(key: key, names: ["127.0.0.1"]), _authority.Middle));
        Assert.Equal(("tls.key-weak", false), (finding.Code, CertificateFindings.Breaks(finding)));
        Assert.Contains("RSA 1024 位", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_weak_signature_above_a_sound_one_is_told_apart()
    {
        using var key = RSA.Create(2048);
        var old = _authority.Below(_authority.Root, "CN=Old Issuing CA", key, HashAlgorithmName.SHA1, authority: true);
        var finding = Assert.Single(Judge(_authority.Server(old, names: ["127.0.0.1"]), old));
        Assert.Equal(("tls.signature-weak-issuer", "上级证书签名算法过弱：sha1WithRSAEncryption（CN=Old Issuing CA）"), (finding.Code, finding.Message));
    }

    private IReadOnlyList<Finding> Judge(X509Certificate2 leaf, params X509Certificate2[] sent)
    {
        using var chain = new X509Chain { ChainPolicy = Trust.Policy(_caFile, Authority.Now) };
        chain.ChainPolicy.ExtraStore.AddRange(sent);
        chain.Build(leaf);
        return CertificateFindings.Inspect(leaf, chain, SslPolicyErrors.None, "127.0.0.1", Authority.Now, []);
    }

    private X509Certificate2 Leaf() => _authority.Server(names: ["127.0.0.1"]);

    private static void AssertDown(ProbeResult result, string code, string said)
    {
        Targets.AssertDown(result, "tls", said);
        Assert.Contains(result.Findings, f => f.Code == code);
    }

    private async Task<ProbeResult> CheckAsync(X509Certificate2 leaf, params X509Certificate2[] sent)
    {
        using var portable = X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pkcs12), null);
        await using var site = await WebSite.StartAsync(_ => { }, listen => listen.UseHttps(new HttpsConnectionAdapterOptions { ServerCertificate = portable, ServerCertificateChain = [.. sent] }));
        return await Targets.ProbeAsync(new TlsProbeOptions { Host = "127.0.0.1", Port = site.Port, CaFile = _caFile, WarnDays = [30] }, new FakeTimeProvider(Authority.Now));
    }
}
