using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Monitor.Tests.Collectors.Fetching;

/// <summary>A server below HTTP: what it does with a connection is up to the test. robots.txt does not exist there.</summary>
internal sealed class RawSite : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<RawRequest, Task> _serve;
    private readonly Task _running;

    public RawSite(Func<RawRequest, Task> serve)
    {
        _serve = serve;
        _listener.Start();
        _running = AcceptAsync();
    }

    public ConcurrentQueue<string> Heads { get; } = [];

    public string Authority => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public Uri Url(string path) => new($"http://{Authority}{path}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _running;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptSocketAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The end of the test.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            using (socket)
            {
                while (await HeadAsync(socket) is { } head)
                {
                    Heads.Enqueue(head);
                    var request = new RawRequest(head, socket, _stop.Token);
                    if (request.Path.EndsWith("/robots.txt", StringComparison.Ordinal)) await request.SendAsync("HTTP/1.1 404 None\r\nContent-Length: 0\r\n\r\n");
                    else await _serve(request);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The door hung up, as it should.
        }
    }

    private async Task<string?> HeadAsync(Socket socket)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await socket.ReceiveAsync(one, _stop.Token) == 0) return null;
            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}

internal sealed record RawRequest(string Head, Socket Socket, CancellationToken Stop)
{
    public string Path => Head.Split(' ', 3)[1];

    public async Task SendAsync(string text) => await Socket.SendAsync(Encoding.UTF8.GetBytes(text), Stop);

    /// <summary>For as long as the other side takes it.</summary>
    public async Task ForEverAsync(string piece, TimeSpan pause)
    {
        for (var bytes = Encoding.UTF8.GetBytes(piece); ;)
        {
            await Socket.SendAsync(bytes, Stop);
            if (pause > TimeSpan.Zero) await Task.Delay(pause, TimeProvider.System, Stop);
        }
    }

    /// <summary>Holds the connection and says nothing more.</summary>
    public async Task SilenceAsync()
    {
        var never = new TaskCompletionSource();
        await using var end = Stop.Register(never.SetCanceled);
        await never.Task;
    }

    /// <summary>With a reset instead of a goodbye.</summary>
    public void Reset()
    {
        Socket.LingerState = new LingerOption(true, 0);
        Socket.Close();
    }
}
