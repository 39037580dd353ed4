using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using MimeKit.Cryptography;
using Monitor.Alerts.Email;
using Monitor.Core.Alerts;
using Monitor.Core.Security;
using Monitor.Tests.Contracts;
using Monitor.Tests.Host.Configuration;
using Monitor.Tests.Support;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.OpenSsl;
using Org.BouncyCastle.Security;
using Xunit;

namespace Monitor.Tests.Alerts.Email;

/// <summary>Letters as a real SMTP server took them, verified as any receiver would.</summary>
public sealed class DkimTests
{
    private static Notice Chinese => Some.Notice("0a1b:1:opened:mail") with
    {
        Subject = "[新提示][红色（Ⅰ级）] 志愿填报系统无法访问，“网传”截图𠮷，标题长到必须折行才放得下的那一种",
        Text = "事项：志愿填报系统无法访问  \n.单独以点开头的一行\n\n编号：0a1b\n" + new string('长', 900) + "\n",
        Html = "<p>志愿填报系统无法访问 &amp; 截图</p>",
    };

    public static TheoryData<string> Keys => ["rsa", "rsa-pkcs1", "ed25519"];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_signed_letter_is_verified_by_its_receiver(string kind)
    {
        var (pem, pair) = Make(kind);
        await using var server = await MailServer.StartAsync();
        var letter = await SendAsync(server, pem);
        var header = letter.Headers.Single(h => h.Id == HeaderId.DkimSignature);
        Assert.True(await new DkimVerifier(new Locator(pair.Public)).VerifyAsync(letter, header, TestContext.Current.CancellationToken));
        Assert.Contains("d=qingwu.example; s=season", header.Value, StringComparison.Ordinal);
        Assert.Contains("c=relaxed/relaxed", header.Value, StringComparison.Ordinal);
        Assert.Contains(kind == "ed25519" ? "a=ed25519-sha256" : "a=rsa-sha256", header.Value, StringComparison.Ordinal);
        var signed = header.Value.Split(';').Select(p => p.Trim()).Single(p => p.StartsWith("h=", StringComparison.Ordinal))[2..].ToLowerInvariant().Split(':').Select(n => n.Trim());
        Assert.Superset(new HashSet<string> { "from", "to", "subject", "date", "message-id" }, signed.ToHashSet());
    }

    [Fact]
    public async Task A_letter_changed_on_its_way_is_found_out()
    {
        var (pem, pair) = Make("rsa");
        await using var server = await MailServer.StartAsync();
        var letter = await SendAsync(server, pem);
        var header = letter.Headers.Single(h => h.Id == HeaderId.DkimSignature);
        letter.Subject += "（已解除）";
        Assert.False(await new DkimVerifier(new Locator(pair.Public)).VerifyAsync(letter, header, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("public", "holds a public key")]
    [InlineData("short", "768 bits")]
    [InlineData("ec", "of another kind")]
    [InlineData("locked", "passphrase")]
    [InlineData("text", "holds no private key in PEM")]
    [InlineData("torn", "is damaged")]
    public void A_key_that_cannot_sign_is_named_when_the_config_is_checked(string kind, string expected)
    {
        using var config = new TempConfig();
        File.WriteAllText(Path.Combine(config.Directory, "dkim.pem"), Wrong(kind));
        config.Write("monitor.yaml", "channels:\n  - id: duty\n    kind: email\n    options:\n      host: m.example\n      from: a@qingwu.example\n      to: [b@qingwu.example]\n      dkim:\n        domain: qingwu.example\n        selector: season\n        key: file:dkim.pem\n");
        var error = Assert.Single(Monitor.Host.Configuration.ConfigLoader.Load(config.Directory).Errors);
        Assert.Equal((11, "channels[0].options.dkim.key"), (error.Line, error.Key));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("file:dkim.pem", error.Message, StringComparison.Ordinal);
    }

    private static async Task<MimeMessage> SendAsync(MailServer server, string pem)
    {
        var options = new EmailOptions
        {
            Host = "127.0.0.1",
            Port = server.Port,
            Security = MailSecurity.None,
            From = "考试季监测 <monitor@qingwu.example>",
            To = ["值班室 <zhiban@qingwu.example>"],
            Dkim = new DkimOptions { Domain = "qingwu.example", Selector = "season", Key = new Secret("file:dkim.pem", pem) },
        };
        var receipt = await new EmailNotifier(options, new FakeTimeProvider(Some.T0)).SendAsync(Chinese, TestContext.Current.CancellationToken);
        Assert.Equal(DeliveryOutcome.Delivered, receipt.Outcome);
        await server.CameAsync();
        return Assert.Single(server.Letters).Message;
    }

    private static (string Pem, AsymmetricCipherKeyPair Pair) Make(string kind)
    {
        if (kind == "ed25519")
        {
            var generator = new Ed25519KeyPairGenerator();
            generator.Init(new Ed25519KeyGenerationParameters(new SecureRandom()));
            var pair = generator.GenerateKeyPair();
            return (Pem(new Pkcs8Generator(pair.Private)), pair);
        }

        using var rsa = RSA.Create(2048);
        return (kind == "rsa" ? rsa.ExportPkcs8PrivateKeyPem() : rsa.ExportRSAPrivateKeyPem(), DotNetUtilities.GetRsaKeyPair(rsa));
    }

    private static string Wrong(string kind)
    {
        using var rsa = RSA.Create(2048);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = rsa.ExportPkcs8PrivateKeyPem();
        switch (kind)
        {
            case "public": return rsa.ExportSubjectPublicKeyInfoPem();
            case "ec": return ec.ExportPkcs8PrivateKeyPem();
            case "locked": return rsa.ExportEncryptedPkcs8PrivateKeyPem("geheim", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
            case "text": return "v=DKIM1; k=rsa; p=abc";
            case "torn": return pem.Remove(200, 300);
            default:
                using (var small = RSA.Create(768)) return small.ExportPkcs8PrivateKeyPem();
        }
    }

    private static string Pem(object key)
    {
        using var text = new StringWriter();
        using (var pem = new PemWriter(text)) pem.WriteObject(key);
        return text.ToString();
    }

    private sealed class Locator(AsymmetricKeyParameter key) : IDkimPublicKeyLocator
    {
        public AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            (domain, selector) == ("qingwu.example", "season") ? key : throw new ParseException("no such key", 0, 0);

        public Task<AsymmetricKeyParameter> LocatePublicKeyAsync(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
    }
}
