using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Monitor.Alerts.Syslog;
using Monitor.Core.Alerts;
using Monitor.Tests.Alerts.Robots;
using Xunit;

namespace Monitor.Tests.Alerts.Syslog;

/// <summary>Against Debian's rsyslog, which checks frames and headers with code of its own.</summary>
public sealed class RsyslogTests : IDisposable
{
    private const string Daemon = "/usr/sbin/rsyslogd";
    private readonly Papers _papers = new();

    [Fact]
    public async Task A_real_rsyslog_takes_our_messages_over_tls_and_reads_every_field()
    {
        if (Missing() is { } reason) Assert.Skip(reason);
        var ct = TestContext.Current.CancellationToken;
        var port = FreePort();
        var output = _papers.In("out.log");
        using var rsyslog = Start(port, output);
        try
        {
            var options = new SyslogOptions { Host = "127.0.0.1", Port = port, CaFile = _papers.In("ca.pem"), CertificateFile = _papers.In("client.pem"), KeyFile = _papers.In("client.key"), Hostname = "monitor-1" };
            await SendAsync(options, RobotBench.Red, rsyslog, ct);
            await SendAsync(options, RobotBench.Long(200) with { Level = WarningLevel.Yellow, Subject = "黄色 很长" }, rsyslog, ct);
            var lines = await LinesAsync(output, 3, rsyslog, ct);
            Assert.StartsWith("local0|crit|monitor-1|monitor|opened|CEF:0|Monitor|Monitor|", lines[0], StringComparison.Ordinal);
            Assert.Contains("志愿填报系统无法访问", lines[0]);
            Assert.All(lines.Skip(1), l => Assert.StartsWith("local0|warning|monitor-1|monitor|opened|CEF:0|", l, StringComparison.Ordinal));
            Assert.Contains($"(2/{lines.Count - 1})|5|", lines[2]);
            Assert.Contains("👨‍👩‍👧", lines[2]);
        }
        finally
        {
            rsyslog.Kill();
            await rsyslog.WaitForExitAsync(CancellationToken.None);
        }
    }

    public void Dispose() => _papers.Dispose();

    /// <summary>The first tries may come before it listens.</summary>
    private static async Task SendAsync(SyslogOptions options, Notice notice, Process rsyslog, CancellationToken ct)
    {
        for (var tries = 0; ; tries++)
        {
            var receipt = await new SyslogNotifier(options, TimeProvider.System).SendAsync(notice, ct);
            if (receipt.Outcome == DeliveryOutcome.Delivered) return;
            Assert.True(tries < 200 && !rsyslog.HasExited, receipt.Detail);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, ct);
        }
    }

    private static async Task<IReadOnlyList<string>> LinesAsync(string file, int atLeast, Process rsyslog, CancellationToken ct)
    {
        for (var tries = 0; ; tries++)
        {
            var lines = File.Exists(file) ? await File.ReadAllLinesAsync(file, ct) : [];
            if (lines.Length >= atLeast) return lines;
            Assert.True(tries < 200 && !rsyslog.HasExited, $"{lines.Length} lines");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, ct);
        }
    }

    private Process Start(int port, string output)
    {
        File.WriteAllText(_papers.In("rsyslog.conf"), $$"""
            global(workDirectory="{{_papers.In("")}}" maxMessageSize="64k"
              defaultNetstreamDriverCAFile="{{_papers.In("ca.pem")}}"
              defaultNetstreamDriverCertFile="{{_papers.In("server.pem")}}"
              defaultNetstreamDriverKeyFile="{{_papers.In("server.key")}}")
            module(load="imtcp" StreamDriver.Name="gtls" StreamDriver.Mode="1" StreamDriver.AuthMode="x509/certvalid")
            template(name="fields" type="string" string="%syslogfacility-text%|%syslogseverity-text%|%hostname%|%app-name%|%msgid%|%msg%\n")
            input(type="imtcp" port="{{port}}" address="127.0.0.1")
            action(type="omfile" file="{{output}}" template="fields")

            """);
        return Process.Start(new ProcessStartInfo(Daemon, ["-n", "-f", _papers.In("rsyslog.conf"), "-i", _papers.In("pid"), "-C"]) { RedirectStandardError = true })!;
    }

    private static string? Missing() =>
        !File.Exists(Daemon) ? $"{Daemon} is not installed (package rsyslog)"
        : Directory.EnumerateDirectories("/usr/lib").Any(d => File.Exists(Path.Combine(d, "rsyslog", "lmnsd_gtls.so"))) ? null
        : "rsyslog has no TLS driver (package rsyslog-gnutls)";

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }
}
