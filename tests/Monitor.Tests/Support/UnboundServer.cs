using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Monitor.Tests.Support;

/// <summary>A real resolver (Debian's unbound) on a free port of loopback, with the zones a test writes. It ends with the test.</summary>
internal sealed class UnboundServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/unbound";

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("unbound");
    private Process _process = null!;

    /// <summary>Why there can be no server here; null when there can.</summary>
    public static string? Missing => File.Exists(Program) ? null : "unbound is not installed (apt-get install unbound)";

    /// <summary>Its address as a probe's option names it.</summary>
    public string Address { get; private set; } = "";

    /// <param name="zones">Lines of the server clause, such as local-zone and local-data.</param>
    /// <param name="more">Further clauses.</param>
    public static async Task<UnboundServer> StartAsync(string zones, string more = "")
    {
        for (var tries = 0; ; tries++)
        {
            var server = new UnboundServer();
            // Another process may take the port between the look and the start.
            if (await server.BeginAsync(FreePort(), zones, more)) return server;
            await server.DisposeAsync();
            if (tries == 5) throw new InvalidOperationException("unbound does not start");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _home.Delete(recursive: true);
    }

    private async Task<bool> BeginAsync(int port, string zones, string more)
    {
        Address = $"127.0.0.1:{port}";
        var file = Path.Combine(_home.FullName, "unbound.conf");
        await File.WriteAllTextAsync(file, $"""
            server:
              interface: 127.0.0.1@{port}
              access-control: 127.0.0.0/8 allow
              do-not-query-localhost: no
              do-daemonize: no
              use-syslog: no
              verbosity: 0
              chroot: ""
              username: ""
              pidfile: ""
              directory: "{_home.FullName}"
              module-config: "iterator"
              local-zone: "ready.test." static
              local-data: "ready.test. 60 IN A 127.0.0.1"
            {zones}
            remote-control:
              control-enable: no
            {more}
            """);
        _process = Process.Start(new ProcessStartInfo(Program, ["-d", "-c", file]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        return await AnswersAsync(port);
    }

    /// <summary>Asks for ready.test by a query written by hand (RFC 1035 4.1) until an answer comes.</summary>
    private async Task<bool> AnswersAsync(int port)
    {
        byte[] query = [0, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 5, .. "ready"u8, 4, .. "test"u8, 0, 0, 1, 0, 1];
        for (var tries = 0; tries < 200 && !_process.HasExited; tries++)
        {
            using var udp = new UdpClient(AddressFamily.InterNetwork);
            using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200), TimeProvider.System);
            try
            {
                udp.Connect(IPAddress.Loopback, port);
                await udp.SendAsync(query);
                return (await udp.ReceiveAsync(patience.Token)).Buffer is [0, 7, ..];
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }

        return false;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
