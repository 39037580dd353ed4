using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace Monitor.Tests.Collectors.Fetching;

/// <summary>A server below HTTP: what it does with a connection is up to the test. robots.txt does not exist there.</summary>
internal sealed class RawSite : IAsyncDisposable
{
    private readonly RawListener _listener;
    private readonly Func<RawRequest, Task> _serve;

    public RawSite(Func<RawRequest, Task> serve) => (_serve, _listener) = (serve, new RawListener(ServeAsync));

    public ConcurrentQueue<string> Heads { get; } = [];

    public string Authority => _listener.Authority;

    public Uri Url(string path) => new($"http://{Authority}{path}");

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private async Task ServeAsync(Socket socket, CancellationToken stop)
    {
        while (await HeadAsync(socket, stop) is { } head)
        {
            Heads.Enqueue(head);
            var request = new RawRequest(head, socket, stop);
            if (request.Path.EndsWith("/robots.txt", StringComparison.Ordinal)) await request.SendAsync("HTTP/1.1 404 None\r\nContent-Length: 0\r\n\r\n");
            else await _serve(request);
        }
    }

    private static async Task<string?> HeadAsync(Socket socket, CancellationToken stop)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await socket.ReceiveAsync(one, stop) == 0) return null;
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
