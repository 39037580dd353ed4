using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Monitor.Alerts.Trust;

namespace Monitor.Alerts.Syslog;

/// <summary>A connection to a receiver, TLS 1.2 or newer (RFC 5425, RFC 9662) or plain.</summary>
internal sealed class SyslogLine : IAsyncDisposable
{
    private readonly TcpClient _tcp = new() { NoDelay = true };
    private Stream _stream = Stream.Null;

    public static async Task<SyslogLine> OpenAsync(SyslogOptions options, CancellationToken ct)
    {
        var line = new SyslogLine();
        try
        {
            await line._tcp.ConnectAsync(options.Host, options.Port, ct);
            line._stream = options.Security == SyslogSecurity.None ? line._tcp.GetStream() : await line.SecureAsync(options, ct);
            return line;
        }
        catch
        {
            await line.DisposeAsync();
            throw;
        }
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> frame, CancellationToken ct) => await _stream.WriteAsync(frame, ct);

    /// <summary>
    /// Says good-bye and waits for the receiver to close as well: syslog knows no answer, but a receiver that reset the connection, or closed
    /// it before we did, has perhaps not read everything, and one that closes in turn has.
    /// </summary>
    /// <exception cref="IOException">The connection broke instead.</exception>
    public async Task CloseAsync(CancellationToken ct)
    {
        await _stream.FlushAsync(ct);
        if (HasEnded()) throw new IOException("closed by the receiver before the end");
        if (_stream is SslStream tls) await tls.ShutdownAsync();
        _tcp.Client.Shutdown(SocketShutdown.Send);
        var rest = new byte[256];
        while (await _stream.ReadAsync(rest, ct) > 0)
        {
            // Receivers do not talk; should one, it is not heard.
        }

        // After its good-bye a reset no longer shows in reading, only here.
        if (_tcp.Client.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error) is int error and not 0) throw new SocketException(error);
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _tcp.Dispose();
    }

    /// <summary>Readable with nothing to read: the receiver has closed or reset the connection.</summary>
    private bool HasEnded() => _tcp.Client.Poll(0, SelectMode.SelectRead) && _tcp.Client.Available == 0;

    private async Task<SslStream> SecureAsync(SyslogOptions options, CancellationToken ct)
    {
        var tls = new SslStream(_tcp.GetStream());
        var asked = new SslClientAuthenticationOptions
        {
            TargetHost = options.ServerName ?? options.Host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateRevocationCheckMode = options.CaFile is null ? X509RevocationMode.Online : X509RevocationMode.NoCheck,
            RemoteCertificateValidationCallback = options.CaFile is { } file ? OwnAuthority.Only(file) : null,
        };
        if (options.CertificateFile is { } own) asked.ClientCertificateContext = SslStreamCertificateContext.Create(Own(own, options.KeyFile!), null, offline: true);
        await tls.AuthenticateAsClientAsync(asked, ct);
        return tls;
    }

    private static X509Certificate2 Own(string certificate, string key)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(certificate, key);
        }
        catch (Exception e) when (e is System.Security.Cryptography.CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"certificateFile '{certificate}' with its keyFile cannot be read: {e.GetType().Name}", e);
        }
    }
}
