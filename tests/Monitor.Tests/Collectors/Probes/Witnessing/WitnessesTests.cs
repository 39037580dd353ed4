using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;
using Monitor.Collectors.Probes.Witnessing;
using Xunit;

namespace Monitor.Tests.Collectors.Probes.Witnessing;

/// <summary>Against real sockets.</summary>
public sealed class WitnessesTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly FakeTimeProvider _time = new();
    private readonly TcpListener _open = Listen();

    public void Dispose() => _open.Dispose();

    [Fact]
    public async Task Who_takes_a_connection_answers_and_a_closed_port_does_not()
    {
        var report = await new Witnesses(TimeProvider.System).AskAsync(Options(2, Address(_open), Closed()), Ct);
        Assert.Equal(new WitnessReport(1, 2), report);
    }

    [Fact]
    public async Task A_quorum_does_not_wait_for_who_is_slow()
    {
        // 192.0.2.0/24 is for documents: nobody answers there, or the network says at once that it cannot be reached.
        var report = await new Witnesses(_time).AskAsync(Options(1, "192.0.2.1:443", Address(_open)), Ct);
        Assert.Equal(1, report.Answered);
    }

    [Fact]
    public async Task However_many_ask_at_once_they_are_asked_once_and_again_after_a_while()
    {
        var (witnesses, options) = (new Witnesses(_time), Options(1, Address(_open)));
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => witnesses.AskAsync(options, Ct)));
        using (await _open.AcceptTcpClientAsync(Ct)) Assert.False(_open.Pending());
        _time.Advance(options.Every);
        await witnesses.AskAsync(options, Ct);
        using (await _open.AcceptTcpClientAsync(Ct)) Assert.False(_open.Pending());
    }

    [Fact]
    public async Task A_page_put_in_the_place_of_a_witness_is_no_answer()
    {
        using var stranger = Listen();
        var serving = ServeAsync(stranger);
        var report = await new Witnesses(TimeProvider.System).AskAsync(Options(1, $"https://localhost:{((IPEndPoint)stranger.LocalEndpoint).Port}/"), Ct);
        Assert.Equal(0, report.Answered);
        await serving;
    }

    [Theory]
    [InlineData("223.5.5.5:53", true)]
    [InlineData("[2400:3200::1]:53", true)]
    [InlineData("https://www.example.cn/", true)]
    [InlineData("www.example.cn:443", true)]
    [InlineData("http://www.example.cn/", false)]
    [InlineData("www.example.cn", false)]
    [InlineData("2400:3200::1:53", false)]
    [InlineData("host:0", false)]
    [InlineData("host:70000", false)]
    [InlineData("https://user:pass@example.cn/", false)]
    [InlineData("", false)]
    public void What_may_be_asked(string address, bool good) => Assert.Equal(good, !Faults(Options(1, address)).Any());

    [Fact]
    public void A_quorum_that_can_never_be_reached_is_refused() => Assert.Contains("at most the number", Assert.Single(Faults(Options(3, "a:1", "b:1"))).ErrorMessage);

    private static IEnumerable<ValidationResult> Faults(WitnessOptions options) => options.Validate(new ValidationContext(options));

    private static WitnessOptions Options(int quorum, params string[] addresses) => new() { Addresses = addresses, Quorum = quorum };

    private static string Address(TcpListener listener) => listener.LocalEndpoint.ToString()!;

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static string Closed()
    {
        using var listener = Listen();
        return Address(listener);
    }

    private static async Task ServeAsync(TcpListener listener)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=login.portal", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
        using var client = await listener.AcceptTcpClientAsync(Ct);
        await using var tls = new SslStream(client.GetStream());
        try
        {
            await tls.AuthenticateAsServerAsync(certificate);
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            // Refused, as it should be.
        }
    }
}
