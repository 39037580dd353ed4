using System.Globalization;
using System.Net.Http;
using System.Net.Security;
using System.Net.Sockets;

namespace Monitor.Collectors.Probes.Witnessing;

/// <summary>One place that is asked: a port that takes connections, or a web server that answers anything at all under a certificate that is its own.</summary>
internal sealed record Witness(string Host, int Port, bool Tls)
{
    /// <returns>Null for what is neither host:port nor an https address.</returns>
    public static Witness? Of(string address)
    {
        if (Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps && url.UserInfo.Length == 0) return new(url.IdnHost, url.Port, true);
        var colon = address.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is 0 or > 65535) return null;
        var host = address[..colon].Trim('[', ']');
        return Uri.CheckHostName(host) == UriHostNameType.Unknown || (host.Contains(':', StringComparison.Ordinal) && address[0] != '[') ? null : new(host, port, false);
    }

    /// <summary>
    /// Whether it answered. A web server must show a certificate for its name: a login page that a captive network puts in its place does not count. More
    /// than the handshake is not asked of it.
    /// </summary>
    public async Task<bool> AnswersAsync(CancellationToken ct)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(Host, Port, ct);
            if (!Tls) return true;
            await using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = Host }, ct);
            return true;
        }
        catch (Exception e) when (e is SocketException or IOException or System.Security.Authentication.AuthenticationException or OperationCanceledException)
        {
            return false;
        }
    }
}
