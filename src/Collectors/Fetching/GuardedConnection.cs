using System.Net;
using System.Net.Sockets;

namespace Monitor.Collectors.Fetching;

/// <summary>Connects to the very addresses that were checked, so that a name cannot answer differently the second time (DNS rebinding).</summary>
internal static class GuardedConnection
{
    /// <exception cref="RefusedAddressException">The name leads to internal addresses only, and the settings do not allow them.</exception>
    /// <exception cref="SocketException">The name does not resolve or no address answers.</exception>
    public static async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, FetchSettings settings, CancellationToken ct)
    {
        var end = context.DnsEndPoint;
        var addresses = await Dns.GetHostAddressesAsync(end.Host, ct);
        if (addresses.Length == 0) throw new SocketException((int)SocketError.NoData);
        var mayBeInside = settings.MayBePrivate(context.InitialRequestMessage.RequestUri!);
        var allowed = addresses.Where(a => mayBeInside || !AddressGuard.IsInside(a)).ToArray();
        if (allowed.Length == 0) throw new RefusedAddressException(end.Host, addresses[0]);
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
