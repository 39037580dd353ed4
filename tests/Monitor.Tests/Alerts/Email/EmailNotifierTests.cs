using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using Monitor.Alerts.Email;
using Monitor.Core.Alerts;
using Monitor.Tests.Contracts;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Alerts.Email;

/// <summary>Against a real SMTP server.</summary>
public sealed class EmailNotifierTests
{
    private static readonly string[] Three = ["a@qingwu.example", "li@qingwu.example", "c@qingwu.example"];
    private readonly FakeTimeProvider _time = new(Some.T0);

    private static Notice Chinese => Some.Notice("0a1b:1:opened:mail") with
    {
        Subject = "[新提示][红色（Ⅰ级）] 志愿填报系统无法访问，“网传”截图𠮷",
        Text = "事项：志愿填报系统无法访问\n.单独以点开头的一行\n编号：0a1b\n",
        Html = "<p>志愿填报系统无法访问 &amp; 截图</p>",
    };

    [Fact]
    public async Task A_chinese_letter_arrives_as_it_was_written()
    {
        await using var server = await MailServer.StartAsync();
        var receipt = await SendAsync(server, Chinese, Three[0], "值班室 <zhiban@qingwu.example>");
        Assert.Equal((DeliveryOutcome.Delivered, "2.0.0 queued as 42", null), (receipt.Outcome, receipt.Detail, receipt.Progress));
        await server.CameAsync();
        var letter = Assert.Single(server.Letters);
        Assert.Equal("monitor@qingwu.example", letter.From);
        Assert.Equal([Three[0], "zhiban@qingwu.example"], letter.To);
        Assert.Equal(Chinese.Subject, letter.Message.Subject);
        Assert.Equal(Chinese.Text, letter.Message.TextBody!.ReplaceLineEndings("\n"));
        Assert.Equal(Chinese.Html, letter.Message.HtmlBody!.TrimEnd());
        Assert.Equal("值班室", letter.Message.To.Mailboxes.Last().Name);
        Assert.Equal(Chinese.CreatedAt, letter.Message.Date);
        Assert.Equal("0a1b.1.opened.mail@monitor.local", letter.Message.MessageId);
        Assert.Equal("auto-generated", letter.Message.Headers["Auto-Submitted"]);
    }

    [Fact]
    public async Task One_refused_recipient_costs_the_others_nothing_and_is_named()
    {
        await using var server = await MailServer.StartAsync(Refusing((Three[1], "550 5.1.1 li@qingwu.example: no such user, call 13800138000")));
        var receipt = await SendAsync(server, Chinese, Three);
        Assert.Equal(DeliveryOutcome.Delivered, receipt.Outcome);
        Assert.Equal(
            "2.0.0 queued as 42; accepted for 2 of 3 recipients; recipient 2 (l***@qingwu.example) refused: 550 5.1.1 l***@qingwu.example: no such user, call ***",
            receipt.Detail);
        await server.CameAsync();
        Assert.Equal([Three[0], Three[2]], Assert.Single(server.Letters).To);
    }

    [Fact]
    public async Task A_recipient_refused_for_now_is_tried_again_alone()
    {
        Receipt first;
        await using (var busy = await MailServer.StartAsync(Refusing((Three[0], "550 no such user"), (Three[1], "451 4.7.1 greylisted"))))
        {
            first = await SendAsync(busy, Chinese, Three);
            await busy.CameAsync();
            Assert.Equal([Three[2]], Assert.Single(busy.Letters).To);
        }

        Assert.Equal(DeliveryOutcome.RetryLater, first.Outcome);
        Assert.Contains("accepted for 1 of 3 recipients; recipient 1 (a***@qingwu.example) refused: 550 no such user; recipient 2 (l***@qingwu.example) refused for now: 451 4.7.1 greylisted", first.Detail);
        await using var server = await MailServer.StartAsync();
        var second = await SendAsync(server, Chinese with { Progress = first.Progress }, Three);
        await server.CameAsync();
        Assert.Equal([Three[1]], Assert.Single(server.Letters).To);
        Assert.Equal(3, server.Letters[0].Message.To.Count);
        Assert.Equal(DeliveryOutcome.Delivered, second.Outcome);
        Assert.EndsWith("accepted for 2 of 3 recipients; recipient 1 (a***@qingwu.example) refused: 550 no such user", second.Detail);

        // Should the record of that be lost, nobody is written to again.
        var third = await SendAsync(server, Chinese with { Progress = MailProgress.Read(first.Progress).With([Three[1]], []).Write() }, Three);
        Assert.Equal((DeliveryOutcome.Delivered, 1), (third.Outcome, server.Letters.Count));
    }

    [Theory]
    [InlineData("550 no such user", "550 no such user", DeliveryOutcome.Permanent)]
    [InlineData("550 no such user", "450 busy", DeliveryOutcome.RetryLater)]
    [InlineData("451 later", "450 busy", DeliveryOutcome.RetryLater)]
    public async Task A_letter_nobody_was_taken_for_is_dead_only_when_all_are_refused_for_good(string one, string two, DeliveryOutcome outcome)
    {
        await using var server = await MailServer.StartAsync(Refusing((Three[0], one), (Three[1], two)));
        var receipt = await SendAsync(server, Chinese, Three[0], Three[1]);
        Assert.Equal((outcome, null), (receipt.Outcome, receipt.Progress));
        Assert.StartsWith("accepted for 0 of 2 recipients; recipient 1 (a***@qingwu.example) refused", receipt.Detail);
        Assert.Empty(server.Letters);
    }

    [Theory]
    [InlineData("554 5.7.1 looks like spam", DeliveryOutcome.Permanent)]
    [InlineData("451 4.3.0 try later", DeliveryOutcome.RetryLater)]
    public async Task A_refused_letter_is_dead_or_waits_as_the_server_says(string answer, DeliveryOutcome outcome)
    {
        await using var server = await MailServer.StartAsync(new MailServerOptions { Data = answer });
        var receipt = await SendAsync(server, Chinese, Three);
        Assert.Equal((outcome, answer), (receipt.Outcome, receipt.Detail));
        var rest = await SendAsync(server, Chinese with { Progress = MailProgress.None.With([Three[0], Three[1]], []).Write() }, Three);
        Assert.Equal(outcome == DeliveryOutcome.Permanent ? DeliveryOutcome.Delivered : outcome, rest.Outcome);
        Assert.Contains("accepted for 2 of 3 recipients; recipient 3 (c***@qingwu.example) refused", rest.Detail);
    }

    [Fact]
    public async Task A_dropped_connection_and_a_closed_port_wait_for_better_times()
    {
        await using var server = await MailServer.StartAsync(new MailServerOptions { Drop = true });
        Assert.Equal(DeliveryOutcome.RetryLater, (await SendAsync(server, Chinese, Three)).Outcome);
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        var receipt = await new EmailNotifier(Options(port, Three), _time).SendAsync(Chinese, TestContext.Current.CancellationToken);
        Assert.Equal(DeliveryOutcome.RetryLater, receipt.Outcome);
        Assert.StartsWith($"127.0.0.1:{port}: ", receipt.Detail);
    }

    [Fact]
    public async Task A_server_that_hangs_is_left_at_the_limit_of_the_services_clock()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var sending = new EmailNotifier(Options(((IPEndPoint)listener.LocalEndpoint).Port, Three) with { Timeout = TimeSpan.FromMinutes(30) }, _time).SendAsync(Chinese, default);
        using var silent = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        Assert.False(sending.IsCompleted);
        _time.Advance(TimeSpan.FromMinutes(30));
        var receipt = await sending;
        Assert.Equal(DeliveryOutcome.RetryLater, receipt.Outcome);
        Assert.EndsWith("no answer within 1800 s", receipt.Detail);
    }

    private Task<Receipt> SendAsync(MailServer server, Notice notice, params string[] to) =>
        new EmailNotifier(Options(server.Port, to), _time).SendAsync(notice, TestContext.Current.CancellationToken);

    private static EmailOptions Options(int port, string[] to) =>
        new() { Host = "127.0.0.1", Port = port, Security = MailSecurity.None, From = "monitor@qingwu.example", To = to };

    private static MailServerOptions Refusing(params (string Address, string Answer)[] refusals) =>
        new() { Refuse = refusals.ToDictionary(r => r.Address, r => r.Answer) };
}
