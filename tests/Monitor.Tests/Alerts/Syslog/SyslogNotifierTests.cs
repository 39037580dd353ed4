using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Monitor.Alerts.Syslog;
using Monitor.Core.Alerts;
using Monitor.Tests.Alerts.Robots;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Alerts.Syslog;

/// <summary>Against a receiver in this process.</summary>
public sealed partial class SyslogNotifierTests : IDisposable
{
    private readonly Papers _papers = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_alert_arrives_over_tls_as_rfc_5424_with_a_cef_body()
    {
        await using var receiver = new SyslogReceiver(_papers);
        var receipt = await SendAsync(receiver, RobotBench.Red);
        Assert.Equal(DeliveryOutcome.Delivered, receipt.Outcome);
        Assert.EndsWith("the receiver closed in turn", receipt.Detail, StringComparison.Ordinal);
        var message = await receiver.NextAsync(Ct);
        var parts = Rfc5424().Match(message);
        Assert.True(parts.Success, message);
        Assert.Equal(((16 * 8) + 2).ToString(System.Globalization.CultureInfo.InvariantCulture), parts.Groups["pri"].Value);
        Assert.Equal("2026-06-07T01:00:00.000Z", parts.Groups["time"].Value);
        Assert.StartsWith("CEF:0|Monitor|Monitor|", parts.Groups["msg"].Value, StringComparison.Ordinal);
        Assert.Contains("|opened|[新提示][红色（Ⅰ级）] 志愿填报系统无法访问|10|", message);
        Assert.Contains("cs1Label=level cs1=red", message);
        Assert.EndsWith(@"msg=事项：志愿填报系统无法访问\n提示级别：红色（Ⅰ级）\n下一步：请登录看板。", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_title_cannot_add_a_field_a_bar_or_a_line()
    {
        await using var receiver = new SyslogReceiver(_papers);
        await SendAsync(receiver, RobotBench.Red with { Subject = "红色 a|10|act=x\n<34>1 - evil", Text = "x act=blocked \\ y\n<34>1 fake" });
        var message = await receiver.NextAsync(Ct);
        Assert.Equal(0, receiver.Waiting);
        Assert.DoesNotContain('\n', message);
        Assert.Contains(@"|红色 a\|10\|act=x <34>1 - evil|10|", message);
        Assert.EndsWith(@"msg=x act\=blocked \\ y\n<34>1 fake", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_notice_arrives_whole_in_numbered_messages_of_at_most_2048_bytes()
    {
        await using var receiver = new SyslogReceiver(_papers);
        var receipt = await SendAsync(receiver, RobotBench.Long(100), o => o with { MaxBytes = 2048 });
        Assert.Equal(DeliveryOutcome.Delivered, receipt.Outcome);
        var all = new List<string>();
        for (var count = int.Parse(receipt.Detail.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture); all.Count < count;) all.Add(await receiver.NextAsync(Ct));
        Assert.True(all.Count > 2);
        Assert.All(all.Index(), m => Assert.Contains($"({m.Index + 1}/{all.Count})|10|", m.Item));
        Assert.All(all, m => Assert.InRange(Encoding.UTF8.GetByteCount(m), 100, 2048));
        Assert.Equal(RobotBench.Solid(RobotBench.Long(100).Text), string.Concat(all.Select(m => RobotBench.Solid(m[(m.IndexOf(" msg=", StringComparison.Ordinal) + 5)..].Replace("\\n", "\n", StringComparison.Ordinal)))));
    }

    [Theory]
    [InlineData(NoticeKind.Opened, WarningLevel.Blue, 5, 3)]
    [InlineData(NoticeKind.Opened, WarningLevel.Yellow, 4, 5)]
    [InlineData(NoticeKind.Escalated, WarningLevel.Orange, 3, 8)]
    [InlineData(NoticeKind.Opened, WarningLevel.Red, 2, 10)]
    [InlineData(NoticeKind.Resolved, WarningLevel.Red, 5, 1)]
    [InlineData(NoticeKind.Test, WarningLevel.Red, 5, 1)]
    public void The_level_is_the_severity_and_what_has_ended_is_none(NoticeKind kind, WarningLevel level, int severity, int cef)
    {
        var message = Assert.Single(new SyslogMessage(new SyslogOptions { Facility = 10 }).Of(RobotBench.Red with { Kind = kind, Level = level }));
        Assert.StartsWith($"<{80 + severity}>1 ", message, StringComparison.Ordinal);
        Assert.Contains($"|{cef}|rt=", message);
    }

    [Fact]
    public async Task A_receiver_of_an_unknown_authority_or_another_name_gets_nothing()
    {
        await using var receiver = new SyslogReceiver(_papers);
        foreach (var change in new Func<SyslogOptions, SyslogOptions>[] { o => o with { CaFile = null }, o => o with { ServerName = "other.qingwu.example" } })
        {
            var receipt = await SendAsync(receiver, RobotBench.Red, change);
            Assert.Equal(DeliveryOutcome.RetryLater, receipt.Outcome);
            Assert.Contains("no trusted encrypted connection", receipt.Detail);
        }

        Assert.Equal(0, receiver.Waiting);
        Assert.Equal(DeliveryOutcome.Delivered, (await SendAsync(receiver, RobotBench.Red, o => o with { ServerName = "server.qingwu.example" })).Outcome);
    }

    [Fact]
    public async Task A_receiver_that_asks_who_we_are_is_told()
    {
        await using var receiver = new SyslogReceiver(_papers, askForPapers: true);
        Assert.Equal(DeliveryOutcome.Delivered, (await SendAsync(receiver, RobotBench.Red, o => o with { CertificateFile = _papers.In("client.pem"), KeyFile = _papers.In("client.key") })).Outcome);
        await receiver.NextAsync(Ct);
        Assert.Equal("CN=client", receiver.ClientName);
    }

    [Fact]
    public async Task Plain_tcp_works_where_it_is_permitted_and_is_refused_where_not()
    {
        await using var receiver = new SyslogReceiver(null);
        Assert.Equal(DeliveryOutcome.Delivered, (await SendAsync(receiver, RobotBench.Red, o => o with { Security = SyslogSecurity.None, AllowPlain = true, CaFile = null })).Outcome);
        Assert.StartsWith("<130>1 ", await receiver.NextAsync(Ct), StringComparison.Ordinal);
        var options = new SyslogOptions { Host = "siem.example", Security = SyslogSecurity.None };
        Assert.Contains("allowPlain", Assert.Single(options.Validate(new ValidationContext(options))).ErrorMessage);
    }

    /// <summary>A receiver that dies resets; a balancer with nobody behind it accepts and closes.</summary>
    [Theory]
    [InlineData(nameof(Breaking.Reset))]
    [InlineData(nameof(Breaking.Close))]
    public async Task A_connection_reset_before_the_end_is_no_delivery(string how)
    {
        await using var receiver = new SyslogReceiver(null, breaks: Enum.Parse<Breaking>(how));
        Assert.Equal(DeliveryOutcome.RetryLater, (await SendAsync(receiver, RobotBench.Red, o => o with { Security = SyslogSecurity.None, AllowPlain = true, CaFile = null })).Outcome);
    }

    [Fact]
    public async Task Nobody_listening_is_tried_again()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var receipt = await new SyslogNotifier(new SyslogOptions { Host = "127.0.0.1", Port = port }, TimeProvider.System).SendAsync(RobotBench.Red, Ct);
        Assert.Equal((DeliveryOutcome.RetryLater, $"127.0.0.1:{port}: not reachable: ConnectionRefused"), (receipt.Outcome, receipt.Detail));
    }

    public void Dispose() => _papers.Dispose();

    private Task<Receipt> SendAsync(SyslogReceiver receiver, Notice notice, Func<SyslogOptions, SyslogOptions>? change = null)
    {
        var options = new SyslogOptions { Host = "127.0.0.1", Port = receiver.Port, CaFile = _papers.In("ca.pem") };
        return new SyslogNotifier(change?.Invoke(options) ?? options, TimeProvider.System).SendAsync(notice with { CreatedAt = Some.T0 }, Ct);
    }

    [GeneratedRegex(@"^<(?<pri>\d{1,3})>1 (?<time>\S+) (?<host>[!-~]{1,255}) (?<app>[!-~]{1,48}) (?<proc>[!-~]{1,128}) (?<id>[!-~]{1,32}) - (?<msg>.*)$", RegexOptions.Singleline)]
    private static partial Regex Rfc5424();
}
