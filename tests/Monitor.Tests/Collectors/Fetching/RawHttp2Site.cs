using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Monitor.Tests.Collectors.Fetching;

/// <summary>A server that speaks HTTP/2 over TLS frame by frame (RFC 9113), so that it can break it. robots.txt does not exist there.</summary>
internal sealed class RawHttp2Site : IAsyncDisposable
{
    private static readonly int PrefaceLength = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".Length;

    private readonly RawListener _listener;
    private readonly X509Certificate2 _certificate;
    private readonly Func<Http2Stream, Task> _serve;

    public RawHttp2Site(X509Certificate2 certificate, Func<Http2Stream, Task> serve) =>
        (_certificate, _serve, _listener) = (certificate, serve, new RawListener(ServeAsync));

    /// <summary>Header blocks as they came; names and values stand there in the clear but for what HPACK has numbers for.</summary>
    public ConcurrentQueue<string> Blocks { get; } = [];

    public string Authority => _listener.Authority;

    public Uri Url(string path) => new($"https://{Authority}{path}");

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private async Task ServeAsync(Socket socket, CancellationToken stop)
    {
        await using var tls = new SslStream(new NetworkStream(socket));
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate, ApplicationProtocols = [SslApplicationProtocol.Http2] }, stop);
        await tls.ReadExactlyAsync(new byte[PrefaceLength], stop);
        await Http2Stream.WriteAsync(tls, Http2Stream.Settings, 0, 0, [], stop);
        while (true) await FrameAsync(tls, stop);
    }

    private async Task FrameAsync(SslStream tls, CancellationToken stop)
    {
        var head = new byte[9];
        await tls.ReadExactlyAsync(head, stop);
        var payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
        await tls.ReadExactlyAsync(payload, stop);
        var (type, flags, stream) = (head[3], head[4], BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)));
        if (type is Http2Stream.Settings or Http2Stream.Ping && (flags & 1) == 0) await Http2Stream.WriteAsync(tls, type, 1, 0, type == Http2Stream.Ping ? payload : [], stop);
        if (type != Http2Stream.Headers) return;
        var block = Encoding.Latin1.GetString(payload);
        Blocks.Enqueue(block);
        var asked = new Http2Stream(tls, stream, stop);
        if (block.Contains("/robots.txt", StringComparison.Ordinal)) await asked.AnswerAsync(Http2Stream.Status404, end: true);
        else await _serve(asked);
    }
}

/// <summary>One request of a connection, and the frames that can be sent about it.</summary>
internal sealed record Http2Stream(SslStream Tls, int Id, CancellationToken Stop)
{
    public const byte Data = 0, Headers = 1, Reset = 3, Settings = 4, Ping = 6, GoAway = 7, Continuation = 9;

    /// <summary>As HPACK's static table numbers them (RFC 7541, appendix A).</summary>
    public const byte Status200 = 0x88, Status404 = 0x8D;

    public Task AnswerAsync(byte status, bool end = false) => SendAsync(Headers, (byte)(end ? 5 : 4), Id, [status]);

    public Task BodyAsync(string text, bool end = false) => SendAsync(Data, (byte)(end ? 1 : 0), Id, Encoding.UTF8.GetBytes(text));

    public Task ResetAsync(int code) => SendAsync(Reset, 0, Id, Four(code));

    /// <param name="last">Streams above it were not worked on.</param>
    public Task GoAwayAsync(int last, int code) => SendAsync(GoAway, 0, 0, [.. Four(last), .. Four(code)]);

    public Task SendAsync(byte type, byte flags, int stream, byte[] payload) => WriteAsync(Tls, type, flags, stream, payload, Stop);

    /// <summary>For as long as the other side takes it.</summary>
    public async Task ForEverAsync(byte type, byte flags, int stream, byte[] payload)
    {
        while (true) await SendAsync(type, flags, stream, payload);
    }

    public static async Task WriteAsync(SslStream tls, byte type, byte flags, int stream, byte[] payload, CancellationToken ct) =>
        await tls.WriteAsync((byte[])[(byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length, type, flags, .. Four(stream), .. payload], ct);

    private static byte[] Four(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
