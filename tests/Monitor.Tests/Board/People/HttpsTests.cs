using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Monitor.Collectors.Probes.Headers;
using Monitor.Core.Probes;
using Monitor.Core.Security;
using Monitor.Host.Configuration;
using Xunit;

namespace Monitor.Tests.Board.People;

/// <summary>The board behind its own certificate.</summary>
public sealed class HttpsTests : IDisposable
{
    private const string Pem = "board: { certificate: { file: board.pem, key: board.key } }";
    private readonly Paper _paper = new();

    [Fact]
    public async Task Our_own_headers_probe_gives_the_board_its_best_grade()
    {
        await using var house = await OpenAsync();
        var options = new HeadersProbeOptions { Url = house.Address + "signin", CaFile = house.In("root.pem"), MinGrade = "A+", Require = HeaderTests.Names };
        var result = await new HeadersProbe(new TargetDefinition { Id = "board", Name = "考试季监测", Kind = "headers" }, options, TimeProvider.System).ProbeAsync(default);
        Assert.Equal((ProbeState.Up, null, 200), (result.State, result.Message, result.Status));
        var grade = Assert.Single(result.Findings);
        Assert.Equal("headers.grade", grade.Code);
        Assert.Contains("A+", grade.Message);
        using var browser = house.Browser(_paper.Root);
        var answer = await browser.GetAsync("/signin");
        Assert.DoesNotContain("unsafe", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.StartsWith("max-age=31536000", answer.Headers.GetValues("Strict-Transport-Security").Single());
    }

    [Fact]
    public async Task Cookies_are_Secure_and_bound_to_the_host_and_a_session_works_with_them()
    {
        await using var house = await OpenAsync();
        await house.PersonAsync("chen", Role.Viewer);
        var jar = new CookieContainer();
        using var browser = house.Browser(_paper.Root, jar);
        var entered = await House.PostAsync(browser, "/signin", "/signin", ("name", "chen"), ("password", House.Password));
        var cookie = entered.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("__Host-monitor=", StringComparison.Ordinal));
        foreach (var word in new[] { "; secure", "; httponly", "; samesite=lax", "; path=/" }) Assert.Contains(word, cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/targets")).StatusCode);
        // A cookie planted under the plain name is none.
        var value = jar.GetCookies(house.Address)["__Host-monitor"]!.Value;
        using var planted = house.Browser(_paper.Root);
        planted.DefaultRequestHeaders.Add("Cookie", "monitor=" + value);
        Assert.Equal(HttpStatusCode.Found, (await planted.GetAsync("/targets")).StatusCode);
        await House.PostAsync(browser, "/targets", "/signout");
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync("/targets")).StatusCode);
    }

    [Fact]
    public async Task A_new_certificate_file_is_served_at_once_and_a_broken_one_never()
    {
        await using var house = await OpenAsync();
        Assert.Equal("CN=board", await SubjectAsync(house));
        _paper.Write(Path.GetDirectoryName(house.In("x"))!, "board", "CN=renewed");
        Assert.Equal("CN=renewed", await SubjectAsync(house));
        await File.WriteAllTextAsync(house.In("board.pem"), "-----BEGIN CERTIFICATE-----\nhalf");
        Assert.Equal("CN=renewed", await SubjectAsync(house));
        File.Delete(house.In("board.key"));
        Assert.Equal("CN=renewed", await SubjectAsync(house));
        _paper.Write(Path.GetDirectoryName(house.In("x"))!, "board", "CN=third");
        Assert.Equal("CN=third", await SubjectAsync(house));
    }

    [Theory]
    [InlineData("board: { certificate: { file: sealed.pem, key: sealed.key, password: \"file:word.txt\" } }", "CN=sealed")]
    [InlineData("board: { certificate: { file: box.pfx, password: \"file:word.txt\" } }", "CN=board pfx")]
    public async Task A_sealed_key_and_a_PFX_file_serve_too_with_all_certificates_up_to_the_root(string config, string subject)
    {
        await using var house = await House.OpenAsync(config, "https://127.0.0.1:0", home =>
        {
            _paper.Write(home, "sealed", "CN=sealed", "a word");
            _paper.WritePfx(home, "box", "a word");
            File.WriteAllText(Path.Combine(home, "word.txt"), "a word");
        });
        Assert.Equal(subject, await SubjectAsync(house));
    }

    [Theory]
    [InlineData("file: none.pem", "board.certificate")]
    [InlineData("file: board.pem, key: other.key", "board.certificate")]
    [InlineData("file: other.key", "board.certificate")]
    public void What_cannot_be_served_is_a_mistake_of_the_config(string written, string key)
    {
        var home = Directory.CreateTempSubdirectory("paper").FullName;
        _paper.Write(home, "board");
        _paper.Write(home, "other");
        File.WriteAllText(Path.Combine(home, "monitor.yaml"), $"board:\n  certificate: {{ {written} }}\n");
        var error = Assert.Single(ConfigLoader.Load(home).Errors);
        Assert.Equal(("monitor.yaml", 2, key), (error.File, error.Line, error.Key));
        Directory.Delete(home, recursive: true);
    }

    public void Dispose() => _paper.Dispose();

    private Task<House> OpenAsync() => House.OpenAsync(Pem, "https://127.0.0.1:0", home => _paper.Write(home, "board"));

    /// <summary>Of a fresh handshake that trusts the root alone, so the server must send what lies between.</summary>
    private async Task<string> SubjectAsync(House house)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(house.Address.Host, house.Address.Port);
        await using var tls = new SslStream(socket.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "127.0.0.1",
            CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true, CustomTrustStore = { _paper.Root } },
        });
        return tls.RemoteCertificate!.Subject;
    }
}
