using System.Net;
using System.Net.Sockets;
using Monitor.Collectors.Probes.Tcp;
using Monitor.Core.Probes;
using Xunit;

namespace Monitor.Tests.Collectors.Probes;

public sealed class TcpProbeTests
{
    [Fact]
    public async Task An_open_port_is_up_and_hears_nothing_from_us()
    {
        using var server = new TalkingServer("", close: false);
        var result = await ProbeAsync(server.Port);
        Assert.Equal((ProbeState.Up, null), (result.State, result.Message));
        Assert.NotNull(result.Timings!.Connect);
        Targets.AssertSane(result);
        Assert.Equal(0, await server.HeardAsync());
    }

    [Fact]
    public async Task A_closed_port_names_the_phase()
    {
        int port;
        using (var server = new TalkingServer("", close: true)) port = server.Port;
        Targets.AssertDown(await ProbeAsync(port), "connect", "连接被拒绝");
    }

    [Fact]
    public async Task The_banner_is_read_in_pieces_and_compared()
    {
        using var server = new TalkingServer("220 mail.example.edu.cn ESMTP\r\n", close: false);
        Assert.Equal(ProbeState.Up, (await ProbeAsync(server.Port, "ESMTP")).State);
        using var other = new TalkingServer("HTTP/1.1 400 Bad Request\r\n", close: true);
        var wrong = await ProbeAsync(other.Port, "SSH-2.0");
        Targets.AssertDown(wrong, "check", "“HTTP/1.1 400 Bad Request”，应包含“SSH-2.0”");
        Assert.Equal(TcpProbe.Banner, Assert.Single(wrong.Findings).Code);
        using var mute = new TalkingServer("", close: true);
        Targets.AssertDown(await ProbeAsync(mute.Port, "SSH-2.0"), "check", "没有发送任何内容就关闭了连接");
    }

    [Fact]
    public async Task A_server_that_never_speaks_times_out_while_we_wait_for_the_first_byte()
    {
        using var server = new TalkingServer("", close: false);
        Targets.AssertDown(await ProbeAsync(server.Port, "220", TimeSpan.FromMilliseconds(300)), "first-byte", "超时");
    }

    [Fact]
    public async Task Endless_talk_is_cut()
    {
        using var server = new TalkingServer(new string('x', 100_000), close: false);
        Targets.AssertDown(await ProbeAsync(server.Port, "220"), "check", "应包含“220”");
    }

    [Fact]
    public async Task A_slow_connection_is_degraded()
    {
        using var server = new TalkingServer("", close: false);
        var result = await ProbeAsync(server.Port, most: TimeSpan.FromTicks(1));
        Assert.Equal((ProbeState.Degraded, TcpProbe.Slow), (result.State, Assert.Single(result.Findings).Code));
    }

    private static Task<ProbeResult> ProbeAsync(int port, string? banner = null, TimeSpan? limit = null, TimeSpan? most = null) =>
        new TcpProbe(new TargetDefinition { Id = "port" }, new TcpProbeOptions { Host = "127.0.0.1", Port = port, ExpectBanner = banner, MaxLatency = most, Timeout = limit ?? TimeSpan.FromSeconds(30) }, TimeProvider.System)
            .ProbeAsync(TestContext.Current.CancellationToken);

    /// <summary>Says its text to one visitor, byte by byte at first, and hangs up or waits for the visitor to leave.</summary>
    private sealed class TalkingServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Task<int> _heard;

        public TalkingServer(string text, bool close)
        {
            _listener.Start();
            _heard = ServeAsync(text, close);
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public Task<int> HeardAsync() => _heard;

        public void Dispose() => _listener.Dispose();

        private async Task<int> ServeAsync(string text, bool close)
        {
            try
            {
                using var visitor = await _listener.AcceptTcpClientAsync();
                visitor.NoDelay = true;
                foreach (var c in text.Take(8)) await visitor.GetStream().WriteAsync(new[] { (byte)c });
                if (text.Length > 8) await visitor.GetStream().WriteAsync(System.Text.Encoding.UTF8.GetBytes(text[8..]));
                return close ? 0 : await visitor.GetStream().ReadAsync(new byte[16]);
            }
            catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
            {
                // Nobody came, or the visitor left in the middle.
                return 0;
            }
        }
    }
}
