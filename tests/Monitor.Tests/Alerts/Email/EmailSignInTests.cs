using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Monitor.Alerts.Email;
using Monitor.Core.Alerts;
using Monitor.Core.Security;
using Monitor.Tests.Contracts;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Alerts.Email;

/// <summary>STARTTLS and AUTH against a real SMTP server with a certificate of its own authority.</summary>
public sealed class EmailSignInTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("mail-tls").FullName;

    [Fact]
    public async Task A_letter_goes_out_encrypted_and_signed_in()
    {
        await using var server = await StartAsync();
        var receipt = await SendAsync(server, o => o);
        Assert.Equal((DeliveryOutcome.Delivered, "2.0.0 queued as 42"), (receipt.Outcome, receipt.Detail));
        await server.CameAsync();
        Assert.Single(server.Letters);
    }

    [Fact]
    public async Task A_wrong_password_waits_for_a_person_and_is_not_shown()
    {
        await using var server = await StartAsync();
        var receipt = await SendAsync(server, o => o with { Password = new Secret("env:X", "wr0ng-pa55word") });
        Assert.Equal(DeliveryOutcome.RetryLater, receipt.Outcome);
        Assert.EndsWith("the server refused user name or password", receipt.Detail);
    }

    [Fact]
    public async Task A_server_that_wants_a_sign_in_keeps_the_letter_waiting()
    {
        await using var server = await StartAsync();
        var receipt = await SendAsync(server, o => o with { User = null, Password = null });
        Assert.Equal(DeliveryOutcome.RetryLater, receipt.Outcome);
        Assert.EndsWith("the server asks for user name and password", receipt.Detail);
    }

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_is_refused()
    {
        await using var server = await StartAsync();
        var unknown = await SendAsync(server, o => o with { CaFile = null });
        Assert.Equal(DeliveryOutcome.RetryLater, unknown.Outcome);
        Assert.Contains("no trusted encrypted connection", unknown.Detail);
        Directory.CreateDirectory(Path.Combine(_directory, "other"));
        var (other, _, _) = Certificates("other");
        Assert.Contains("no trusted encrypted connection", (await SendAsync(server, o => o with { CaFile = other })).Detail);
        Assert.Empty(server.Letters);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not a certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public async Task An_authority_that_cannot_be_read_keeps_the_letter_waiting_and_is_named(string? text)
    {
        await using var server = await StartAsync();
        var file = Path.Combine(_directory, "broken.pem");
        if (text is not null) await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        var receipt = await SendAsync(server, o => o with { CaFile = file });
        Assert.Equal(DeliveryOutcome.RetryLater, receipt.Outcome);
        Assert.Contains("broken.pem", receipt.Detail);
    }

    [Fact]
    public async Task A_certificate_for_another_host_is_refused()
    {
        await using var server = await StartAsync();
        var receipt = await SendAsync(server, o => o with { Host = "localhost" });
        Assert.Equal(DeliveryOutcome.RetryLater, receipt.Outcome);
        Assert.Empty(server.Letters);
    }

    [Fact]
    public async Task A_server_without_starttls_gets_neither_password_nor_letter()
    {
        await using var server = await MailServer.StartAsync();
        var receipt = await SendAsync(server, o => o with { CaFile = null });
        Assert.Equal(DeliveryOutcome.RetryLater, receipt.Outcome);
        Assert.Contains("STARTTLS", receipt.Detail);
        Assert.Empty(server.Letters);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private Task<MailServer> StartAsync()
    {
        var (_, certificate, key) = Certificates("");
        return MailServer.StartAsync(new MailServerOptions { User = "monitor", Password = "r1ght-pa55word", Certificate = certificate, Key = key });
    }

    private Task<Receipt> SendAsync(MailServer server, Func<EmailOptions, EmailOptions> change) => new EmailNotifier(change(new EmailOptions
    {
        Host = "127.0.0.1",
        Port = server.Port,
        CaFile = Path.Combine(_directory, "ca.pem"),
        User = "monitor",
        Password = new Secret("env:X", "r1ght-pa55word"),
        From = "monitor@qingwu.example",
        To = ["anquan@qingwu.example"],
    }), TimeProvider.System).SendAsync(Some.Notice("n1"), TestContext.Current.CancellationToken);

    /// <summary>An authority and a certificate for 127.0.0.1 from it, as PEM files.</summary>
    private (string Ca, string Certificate, string Key) Certificates(string folder)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var caKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var ca = new CertificateRequest("CN=Qingwu test authority", caKey, HashAlgorithmName.SHA256);
        ca.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = ca.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mail", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(root, now.AddDays(-1), now.AddDays(1), [1, 2, 3, 4]);
        string In(string name) => Path.Combine(_directory, folder, name);
        File.WriteAllText(In("ca.pem"), root.ExportCertificatePem());
        File.WriteAllText(In("mail.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(In("mail.key"), key.ExportPkcs8PrivateKeyPem());
        return (In("ca.pem"), In("mail.pem"), In("mail.key"));
    }
}
