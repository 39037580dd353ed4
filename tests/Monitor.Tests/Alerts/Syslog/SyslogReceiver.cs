using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Channels;

namespace Monitor.Tests.Alerts.Syslog;

/// <summary>A receiver on the loopback that reads octet-counted frames (RFC 5425, 4.3) strictly, over TLS or plain.</summary>
internal sealed class SyslogReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Channel<string> _came = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _end = new();
    private readonly Papers? _papers;
    private readonly bool _askForPapers;
    private readonly Breaking? _breaks;
    private readonly Task _running;

    public SyslogReceiver(Papers? papers, bool askForPapers = false, Breaking? breaks = null)
    {
        (_papers, _askForPapers, _breaks) = (papers, askForPapers, breaks);
        _listener.Start();
        _running = RunAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Waiting => _came.Reader.Count;

    public string? ClientName { get; private set; }

    public ValueTask<string> NextAsync(CancellationToken ct) => _came.Reader.ReadAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _running;
        _end.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptSocketAsync(_end.Token);
                if (_breaks is { } how)
                {
                    Break(socket, how);
                    continue;
                }

                using var client = new TcpClient { Client = socket };
                await ReadAsync(client);
            }
            catch (Exception e) when (e is IOException or SocketException or System.Security.Authentication.AuthenticationException or OperationCanceledException)
            {
                // The client's to notice.
            }
        }
    }

    private static void Break(Socket socket, Breaking how)
    {
        // A TcpClient says good-bye even where its linger time is zero, and then a reset comes too late to be told from a proper end.
        if (how == Breaking.Reset) socket.Close(0);
        else socket.Dispose();
    }

    private async Task ReadAsync(TcpClient client)
    {
        await using var stream = _papers is null ? client.GetStream() : await SecureAsync(client, _papers);
        using var all = new MemoryStream();
        await stream.CopyToAsync(all, _end.Token);
        var bytes = all.ToArray().AsSpan();
        while (!bytes.IsEmpty)
        {
            var blank = bytes.IndexOf((byte)' ');
            var length = int.Parse(Encoding.ASCII.GetString(bytes[..blank]), NumberStyles.None, CultureInfo.InvariantCulture);
            _came.Writer.TryWrite(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.Slice(blank + 1, length)));
            bytes = bytes[(blank + 1 + length)..];
        }
    }

    private async Task<Stream> SecureAsync(TcpClient client, Papers papers)
    {
        var tls = new SslStream(client.GetStream());
        using var own = X509Certificate2.CreateFromPemFile(papers.In("server.pem"), papers.In("server.key"));
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = own,
            ClientCertificateRequired = _askForPapers,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => !_askForPapers || certificate is not null,
        }, _end.Token);
        ClientName = tls.RemoteCertificate?.Subject;
        return tls;
    }
}

/// <summary>How a receiver ends a connection it has not read.</summary>
internal enum Breaking { Reset, Close }
