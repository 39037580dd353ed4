using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Monitor.Host.Demo.Clock;
using Monitor.Host.Demo.Receivers;
using Xunit;

namespace Monitor.Tests.Demo;

public sealed class SmtpSinkTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("smtp").FullName;

    [Fact]
    public async Task A_chinese_mail_with_a_leading_dot_arrives_as_it_was_written()
    {
        var ct = TestContext.Current.CancellationToken;
        var port = DemoPorts.Free(0).Smtp;
        using var journal = new Journal<CaughtMail>(Path.Combine(_directory, "mails.jsonl"));
        await using var sink = new SmtpSink(port, journal, TimeProvider.System);
        sink.Start();
        var mail = new MimeMessage { Subject = "【橙色】志愿填报系统无法访问", Body = new TextPart("plain") { Text = ".第一行\r\n第二行" } };
        mail.From.Add(MailboxAddress.Parse("monitor@qingwu.example"));
        mail.To.Add(MailboxAddress.Parse("anquan@qingwu.example"));
        using var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", port, SecureSocketOptions.None, ct);
        await client.SendAsync(mail, ct);
        await client.DisconnectAsync(true, ct);
        var caught = Assert.Single(journal.Entries);
        Assert.Equal("【橙色】志愿填报系统无法访问", caught.Subject);
        Assert.StartsWith(".第一行", caught.Text);
        Assert.Equal(["anquan@qingwu.example"], caught.To);
        Assert.Equal(mail.MessageId, caught.MessageId);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
