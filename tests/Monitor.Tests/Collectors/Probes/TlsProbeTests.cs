using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Monitor.Collectors.Probes.Tls;
using Monitor.Core.Probes;
using Xunit;

namespace Monitor.Tests.Collectors.Probes;

public sealed class TlsProbeTests(Certificates certificates) : IClassFixture<Certificates>
{
    [Fact]
    public async Task A_good_certificate_is_up_and_the_protocol_is_told()
    {
        var result = await CheckAsync(certificates.Good, o => o with { CaFile = certificates.CaFile });
        Assert.Equal((ProbeState.Up, "tls.protocol"), (result.State, Assert.Single(result.Findings).Code));
        Assert.Equal(new DateTimeOffset(certificates.Good.NotAfter), result.Certificate!.NotAfter);
        Targets.AssertSane(result);
    }

    [Fact]
    public async Task A_certificate_that_is_refused_is_kept_with_the_result_as_well()
    {
        var result = await CheckAsync(certificates.Expired, o => o with { CaFile = certificates.CaFile });
        Assert.Equal((new DateTimeOffset(certificates.Expired.NotBefore), new DateTimeOffset(certificates.Expired.NotAfter)), (result.Certificate!.NotBefore, result.Certificate.NotAfter));
    }

    [Fact]
    public async Task A_certificate_about_to_expire_is_up_with_the_nearest_warning()
    {
        var result = await CheckAsync(certificates.Expiring, o => o with { CaFile = certificates.CaFile });
        Assert.Equal(ProbeState.Up, result.State);
        Assert.Contains("提醒线 7 天", Assert.Single(result.Findings, f => f.Code == "tls.expiring").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_certificate_is_down() =>
        Targets.AssertDown(await CheckAsync(certificates.Expired, o => o with { CaFile = certificates.CaFile }), "tls", "过期");

    [Fact]
    public async Task A_certificate_of_another_host_is_down() =>
        Targets.AssertDown(await CheckAsync(certificates.OtherHost, o => o with { CaFile = certificates.CaFile }), "tls", "192.0.2.7");

    [Fact]
    public async Task The_name_expected_is_the_one_configured()
    {
        var result = await CheckAsync(certificates.Good, o => o with { CaFile = certificates.CaFile, ServerName = "filing.example.cn" });
        Targets.AssertDown(result, "tls", "期望 filing.example.cn");
    }

    [Fact]
    public async Task A_self_signed_certificate_is_down() => Targets.AssertDown(await CheckAsync(certificates.SelfSigned, o => o), "tls", "自签名");

    [Fact]
    public async Task A_caFile_that_is_not_there_is_our_fault_not_the_targets()
    {
        var result = await CheckAsync(certificates.Good, o => o with { CaFile = "/nowhere/ca.pem" });
        Assert.Equal((ProbeState.Unknown, "check"), (result.State, result.FailedPhase));
        Assert.Contains("配置有误", result.Message, StringComparison.Ordinal);
        Assert.Contains("/nowhere/ca.pem", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caFile_without_a_certificate_is_our_fault_not_the_targets()
    {
        var empty = Path.GetTempFileName();
        var result = await CheckAsync(certificates.Good, o => o with { CaFile = empty });
        File.Delete(empty);
        Assert.Equal(ProbeState.Unknown, result.State);
        Assert.Contains("PEM", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_speak_tls_is_down_in_the_handshake()
    {
        await using var plain = await WebSite.StartAsync(app => app.MapGet("/", () => "plain"));
        var result = await Targets.ProbeAsync(new TlsProbeOptions { Host = "127.0.0.1", Port = plain.Port });
        Assert.Equal((ProbeState.Down, "tls"), (result.State, result.FailedPhase));
    }

    [Fact]
    public async Task A_reset_in_the_handshake_is_down_and_says_so()
    {
        using var server = new ResettingServer();
        Targets.AssertDown(await Targets.ProbeAsync(new TlsProbeOptions { Host = "127.0.0.1", Port = server.Port }), "tls", "重置");
    }

    private static async Task<ProbeResult> CheckAsync(X509Certificate2 certificate, Func<TlsProbeOptions, TlsProbeOptions> with)
    {
        await using var site = await WebSite.StartAsync(_ => { }, listen => listen.UseHttps(certificate));
        return await Targets.ProbeAsync(with(new TlsProbeOptions { Host = "127.0.0.1", Port = site.Port }));
    }
}
