using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Monitor.Collectors.Probes.Tls;
using Monitor.Collectors.Probes.Tls.Hello;
using Monitor.Core.Probes;
using Monitor.Tests.Collectors.Fetching;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Collectors.Probes.Tls;

/// <summary>Versions and ciphers as real servers answer hand-made hellos.</summary>
public sealed class FloorCheckTests(Certificates certificates) : IClassFixture<Certificates>
{
    private const string Everything = "ALL:COMPLEMENTOFALL:@SECLEVEL=0";

    /// <summary>s_server's words, what the protocols must be, and a finding with words in it; null = no such finding.</summary>
    public static TheoryData<string, string, string?, string?, string> Servers => new()
    {
        { "-no_tls1 -no_tls1_1", "TLS 1.2、TLS 1.3", null, null, "" },
        { "-tls1_3", "TLS 1.3", null, null, "" },
        { $"-tls1 -cipher {Everything}", "TLS 1.0", "tls.protocol-weak", "只接受过旧的协议：TLS 1.0", "High" },
        { $"-cipher {Everything} -no_tls1_3", "TLS 1.0、TLS 1.1、TLS 1.2", "tls.protocol-weak", "仍接受过旧的协议：TLS 1.0、TLS 1.1", "Medium" },
        { $"-tls1_2 -cipher eNULL:@SECLEVEL=0", "", "tls.cipher-weak", "NULL（不加密）", "High" },
        { $"-tls1_2 -cipher aNULL:@SECLEVEL=0", "", "tls.cipher-weak", "匿名（不验证服务器）", "High" },
        { $"-tls1_2 -cipher ECDHE-ECDSA-AES128-SHA:ECDHE-ECDSA-AES256-SHA384:@SECLEVEL=0", "TLS 1.2", "tls.cipher-weak", "只接受 CBC", "Low" },
    };

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task What_a_server_speaks_is_found_out(string arguments, string protocols, string? code, string? said, string severity)
    {
        Assert.SkipUnless(OpenSslServer.IsThere, "openssl is not installed");
        await using var server = await OpenSslServer.StartAsync(certificates.Good, [], [.. arguments.Split(' ')]);
        var result = await Targets.ProbeAsync(Options(server.Port));
        Assert.Equal(protocols.Length > 0 ? "接受的协议：" + protocols : null, result.Findings.FirstOrDefault(f => f.Code == "tls.protocols")?.Message);
        var weak = result.Findings.Where(f => f.Code is "tls.protocol-weak" or "tls.cipher-weak").ToList();
        if (code is null) Assert.Empty(weak);
        else Assert.Contains(weak, f => f.Code == code && f.Message.Contains(said!, StringComparison.Ordinal) && f.Severity.ToString() == severity);
        Assert.DoesNotContain(result.Findings, f => f.Code == "tls.protocol-untested");
    }

    [Fact]
    public async Task A_server_too_old_for_a_handshake_is_down_and_the_floor_says_why()
    {
        Assert.SkipUnless(OpenSslServer.IsThere, "openssl is not installed");
        await using var server = await OpenSslServer.StartAsync(certificates.Good, [], "-tls1", "-cipher", Everything);
        var result = await Targets.ProbeAsync(Options(server.Port));
        Targets.AssertDown(result, "tls", "TLS 握手失败");
        Assert.Contains(result.Findings, f => f.Code == "tls.handshake");
        Assert.Contains(result.Findings, f => f.Message.StartsWith("只接受过旧的协议", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Kestrel_speaks_the_new_ones_only_and_staples_nothing()
    {
        await using var site = await WebSite.StartAsync(_ => { }, listen => listen.UseHttps(certificates.Good));
        var result = await Targets.ProbeAsync(Options(site.Port));
        Assert.Equal(ProbeState.Up, result.State);
        Assert.Equal(["tls.protocol", "tls.protocols", "tls.stapling"], result.Findings.Select(f => f.Code).Order());
        Assert.Equal("握手时不附带 OCSP 状态", result.Findings.Single(f => f.Code == "tls.stapling").Message);
    }

    [Fact]
    public async Task A_stapled_status_is_seen()
    {
        Assert.SkipUnless(OpenSslServer.IsThere, "openssl is not installed");
        var status = Path.GetTempFileName();
        // OCSPResponse with nothing but "try later" (RFC 6960, section 4.2.1): what it says is not judged, only that it comes.
        await File.WriteAllBytesAsync(status, [0x30, 0x03, 0x0A, 0x01, 0x03]);
        await using var server = await OpenSslServer.StartAsync(certificates.Good, [], "-status_file", status);
        var result = await Targets.ProbeAsync(Options(server.Port));
        File.Delete(status);
        Assert.Equal("握手时附带 OCSP 状态", result.Findings.Single(f => f.Code == "tls.stapling").Message);
    }

    [Fact]
    public async Task The_certificate_of_a_host_that_redirects_lead_to_is_judged_and_named()
    {
        await using var next = await WebSite.StartAsync(app => app.MapGet("/", () => "end"), listen => listen.UseHttps(certificates.Good), System.Net.IPAddress.Parse("127.0.0.2"));
        await using var first = await WebSite.StartAsync(app => app.MapGet("/", () => Results.Redirect(next.Url("/", "https").AbsoluteUri)), listen => listen.UseHttps(certificates.Good));
        var options = Options(first.Port) with { Floor = false, Redirects = true };
        var result = await Targets.ProbeAsync(options);
        Targets.AssertDown(result, "tls", "127.0.0.2：证书域名不符：期望 127.0.0.2，证书为 127.0.0.1");
        Assert.Equal(ProbeState.Up, (await Targets.ProbeAsync(options with { Redirects = false })).State);
    }

    [Fact]
    public async Task What_is_no_answer_is_untested_and_never_a_refusal()
    {
        await using var talker = new RawListener(async (socket, stop) => { await socket.SendAsync("SSH-2.0-x\r\n"u8.ToArray(), stop); await socket.ReceiveAsync(new byte[4096], stop); });
        var asker = new HelloAsker(Options(talker.Port), TimeProvider.System, null);
        var findings = await new FloorCheck(asker).RunAsync(CancellationToken.None, CancellationToken.None);
        var only = Assert.Single(findings);
        Assert.Equal(("tls.protocol-untested", FindingSeverity.Info), (only.Code, only.Severity));
        Assert.Contains("TLS 1.0（应答不是 TLS）", only.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_bytes_come_back_the_reader_comes_to_an_end()
    {
        var chance = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            var bytes = new byte[chance.Next(0, 400)];
            chance.NextBytes(bytes);
            // Half of them begin as a record with a hello would.
            if (i % 2 == 0 && bytes.Length > 12) new byte[] { 22, 3, 3, 0, (byte)Math.Min(255, bytes.Length - 5), 2, 0, 0, (byte)chance.Next(0, 250), 3, 3 }.CopyTo(bytes, 0);
            var answer = await new HelloReader(new MemoryStream(bytes)).ReadAsync(CancellationToken.None);
            Assert.True(Enum.IsDefined(answer.Outcome));
        }
    }

    private TlsProbeOptions Options(int port) => new() { Host = "127.0.0.1", Port = port, Floor = true, WarnDays = [], CaFile = certificates.CaFile };
}
