using System.Net;
using System.Net.Sockets;

namespace Monitor.Collectors.Fetching;

/// <summary>Connects to the very addresses that were checked, so that a name cannot answer differently the second time (DNS rebinding).</summary>
internal static class GuardedConnection
{
    /// <summary>
    /// For requests through a proxy: refuses what the name leads to here. A name only the proxy knows passes, as does one that answers the
    /// proxy differently; what lies behind the proxy must be guarded there.
    /// </summary>
    /// <exception cref="RefusedAddressException">The name leads to internal addresses only, and the settings do not allow them.</exception>
    public static async Task CheckAsync(Uri url, FetchSettings settings, CancellationToken ct)
    {
        try
        {
            var addresses = await settings.Resolve(url.DnsSafeHost, ct);
            if (addresses.Length > 0) Allowed(url, url.Host, addresses, settings);
        }
        catch (SocketException)
        {
            // Unknown here.
        }
    }

    private static IPAddress[] Allowed(Uri url, string host, IPAddress[] addresses, FetchSettings settings)
    {
        var mayBeInside = settings.MayBePrivate(url);
        var allowed = addresses.Where(a => mayBeInside || !AddressGuard.IsInside(a)).ToArray();
        return allowed.Length > 0 ? allowed : throw new RefusedAddressException(host, addresses[0]);
    }

    /// <exception cref="RefusedAddressException">The name leads to internal addresses only, and the settings do not allow them.</exception>
    /// <exception cref="SocketException">The name does not resolve or no address answers.</exception>
    public static async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, FetchSettings settings, CancellationToken ct)
    {
        var end = context.DnsEndPoint;
        var addresses = await settings.Resolve(end.Host, ct);
        if (addresses.Length == 0) throw new SocketException((int)SocketError.NoData);
        // With a proxy the only end ever connected is the proxy, which the operator named.
        var allowed = settings.Proxy is null ? Allowed(context.InitialRequestMessage.RequestUri!, end.Host, addresses, settings) : addresses;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, end.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
