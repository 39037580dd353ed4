using System.ComponentModel.DataAnnotations;
using Monitor.Alerts.Email;
using Monitor.Core.Security;
using Monitor.Host.Configuration;
using Monitor.Tests.Host.Configuration;
using Xunit;

namespace Monitor.Tests.Alerts.Email;

public sealed class EmailOptionsTests
{
    private static readonly EmailOptions Plain = new()
    {
        Host = "mail.qingwu.example",
        Security = MailSecurity.None,
        From = "monitor@qingwu.example",
        To = ["anquan@qingwu.example"],
    };

    private static readonly EmailOptions Login = Plain with { User = "monitor", Password = new Secret("env:X", "s3cret") };

    [Fact]
    public void An_unencrypted_relay_without_sign_in_is_allowed() => Assert.Empty(Mistakes(Plain));

    [Theory]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Tls)]
    public void A_sign_in_over_an_encrypted_connection_is_allowed(MailSecurity security) => Assert.Empty(Mistakes(Login with { Security = security }));

    [Theory]
    [InlineData("mail.qingwu.example", false)]
    [InlineData("mail.qingwu.example", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("localhost.qingwu.example", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("localhost", false)]
    public void A_sign_in_without_encryption_is_refused(string host, bool allow)
    {
        var mistake = Assert.Single(Mistakes(Login with { Host = host, AllowPlainLogin = allow }));
        Assert.Equal([nameof(EmailOptions.Security)], mistake.MemberNames);
        Assert.DoesNotContain("s3cret", mistake.ErrorMessage);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.53")]
    [InlineData("::1")]
    [InlineData("localhost")]
    public void Towards_the_same_machine_it_is_allowed_when_asked_for(string host) => Assert.Empty(Mistakes(Login with { Host = host, AllowPlainLogin = true }));

    [Fact]
    public void Half_a_sign_in_is_a_mistake()
    {
        Assert.Equal("user is given without password", Assert.Single(Mistakes(Login with { Security = MailSecurity.Tls, Password = null })).ErrorMessage);
        Assert.Equal("password is given without user", Assert.Single(Mistakes(Login with { Security = MailSecurity.Tls, User = null })).ErrorMessage);
    }

    [Fact]
    public void Addresses_must_be_addresses_and_there_must_be_one()
    {
        Assert.Equal("expected at least one recipient", Assert.Single(Mistakes(Plain with { To = [] })).ErrorMessage);
        Assert.Contains("'<anquan'", Assert.Single(Mistakes(Plain with { To = ["a@b.example", "<anquan"] })).ErrorMessage);
        Assert.Contains("found '<x'", Assert.Single(Mistakes(Plain with { From = "<x" })).ErrorMessage);
    }

    [Fact]
    public void The_config_names_the_line()
    {
        using var config = new TempConfig();
        Environment.SetEnvironmentVariable("MONITOR_TEST_MAIL_PASSWORD", "s3cret");
        config.Write("monitor.yaml", """
            channels:
              - id: mail
                kind: email
                options:
                  host: mail.qingwu.example
                  security: none
                  user: monitor
                  password: env:MONITOR_TEST_MAIL_PASSWORD
                  from: monitor@qingwu.example
                  to: [anquan@qingwu.example]

            """);
        var error = Assert.Single(ConfigLoader.Load(config.Directory).Errors);
        Assert.Equal(("monitor.yaml", 6, "channels[0].options.security"), (error.File, error.Line, error.Key));
        Assert.StartsWith("user and password would go out unencrypted", error.Message);
    }

    private static List<ValidationResult> Mistakes(EmailOptions options) => [.. options.Validate(new ValidationContext(options))];
}
