using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Monitor.Collectors.Probes.Http;
using Monitor.Core.Probes;
using Xunit;

namespace Monitor.Tests.Collectors.Probes;

public sealed class HttpProbeTlsTests(Certificates certificates) : IClassFixture<Certificates>
{
    [Fact]
    public async Task A_private_ca_is_trusted_when_named_and_all_phases_are_timed()
    {
        await using var site = await SecureAsync(certificates.Good);
        var result = await Targets.ProbeAsync(At(site) with { CaFile = certificates.CaFile, ExpectText = ["志愿填报"] });
        Assert.Equal((ProbeState.Up, null), (result.State, result.Message));
        Assert.Equal(new DateTimeOffset(certificates.Good.NotAfter), result.Certificate!.NotAfter);
        Assert.All([result.Timings!.Dns, result.Timings.Connect, result.Timings.Tls, result.Timings.FirstByte, result.Timings.Body], phase => Assert.NotNull(phase));
        Targets.AssertSane(result);
    }

    [Theory]
    [InlineData(nameof(Certificates.Expired), "tls.expired", "过期")]
    [InlineData(nameof(Certificates.OtherHost), "tls.name", "期望 127.0.0.1，证书为 192.0.2.7")]
    [InlineData(nameof(Certificates.SelfSigned), "tls.self-signed", "自签名")]
    public async Task A_bad_certificate_is_down_in_the_handshake(string which, string code, string said)
    {
        var certificate = which switch
        {
            nameof(Certificates.Expired) => certificates.Expired,
            nameof(Certificates.OtherHost) => certificates.OtherHost,
            _ => certificates.SelfSigned,
        };
        await using var site = await SecureAsync(certificate);
        var result = await Targets.ProbeAsync(At(site) with { CaFile = certificates.CaFile });
        Targets.AssertDown(result, "tls", said);
        Assert.Contains(result.Findings, f => f.Code == code);
    }

    [Fact]
    public async Task A_private_ca_nobody_named_is_not_trusted()
    {
        await using var site = await SecureAsync(certificates.Good);
        Targets.AssertDown(await Targets.ProbeAsync(At(site)), "tls", "签发者不受信任");
    }

    [Fact]
    public async Task A_caFile_that_is_not_there_is_our_fault_not_the_targets()
    {
        await using var site = await SecureAsync(certificates.Good);
        var result = await Targets.ProbeAsync(At(site) with { CaFile = "/nowhere/ca.pem" });
        Assert.Equal(ProbeState.Unknown, result.State);
        Assert.Contains("caFile“/nowhere/ca.pem”文件不存在", result.Message, StringComparison.Ordinal);
        Assert.Equal(0, site.Hits("/"));
    }

    [Fact]
    public async Task A_redirect_from_https_down_to_http_is_refused()
    {
        await using var site = await SecureAsync(certificates.Good);
        var options = new HttpProbeOptions { Url = site.Url("/down", "https").AbsoluteUri, CaFile = certificates.CaFile };
        Targets.AssertDown(await Targets.ProbeAsync(options), "check", "降级");
    }

    private static HttpProbeOptions At(WebSite site) => new() { Url = site.Url("/", "https").AbsoluteUri };

    private static Task<WebSite> SecureAsync(System.Security.Cryptography.X509Certificates.X509Certificate2 certificate) => WebSite.StartAsync(
        app =>
        {
            app.MapGet("/", () => "志愿填报");
            app.MapGet("/down", (HttpContext c) => Results.Redirect($"http://127.0.0.1:{c.Connection.LocalPort}/"));
        },
        listen => listen.UseHttps(certificate));
}
