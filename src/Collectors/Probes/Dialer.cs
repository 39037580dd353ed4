using System.Net;
using System.Net.Sockets;

namespace Monitor.Collectors.Probes;

/// <summary>Resolves a name and opens one fresh TCP connection, telling the clock which of the two it is doing.</summary>
internal static class Dialer
{
    /// <param name="perAddress">Limit for one address, so that a black-holed first address leaves time for the second.</param>
    /// <exception cref="SocketException">The name does not resolve or no address answered; the most telling error of all addresses.</exception>
    public static async Task<Stream> ConnectAsync(
        string host, int port, TimeSpan perAddress, TimeProvider time, PhaseClock clock, CancellationToken ct)
    {
        clock.Enter(Phases.Dns);
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await System.Net.Dns.GetHostAddressesAsync(host, ct);
        if (addresses.Length == 0) throw new SocketException((int)SocketError.NoData);

        clock.Enter(Phases.Connect);
        SocketException? worst = null;
        foreach (var address in addresses)
        {
            try
            {
                return await ConnectAsync(new IPEndPoint(address, port), perAddress / addresses.Length, time, ct);
            }
            catch (SocketException e)
            {
                // "Connection refused" over IPv4 says more than "network unreachable" over an IPv6 we never had.
                if (worst is null || OwnNetwork.IsCause(worst.SocketErrorCode)) worst = e;
            }
        }

        throw worst!;
    }

    private static async Task<Stream> ConnectAsync(IPEndPoint endpoint, TimeSpan limit, TimeProvider time, CancellationToken ct)
    {
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        try
        {
            await socket.ConnectAsync(endpoint, either.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
