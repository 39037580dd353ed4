using System.Net;
using System.Net.Sockets;

namespace Monitor.Collectors.Probes;

/// <summary>Resolves a name and opens one fresh TCP connection, telling the clock which of the two it is doing.</summary>
internal static class Dialer
{
    /// <param name="perAddress">Limit for one address, so that a black-holed first address leaves time for the second.</param>
    /// <param name="family">Only addresses of this kind.</param>
    /// <param name="trace">Told the addresses and the one that answered.</param>
    /// <exception cref="SocketException">The name does not resolve or no address answered; the most telling error of all addresses.</exception>
    /// <exception cref="FaultException">The name has addresses, but none of this kind.</exception>
    public static async Task<Stream> ConnectAsync(
        string host, int port, TimeSpan perAddress, TimeProvider time, PhaseClock clock, CancellationToken ct,
        AddressFamily family = AddressFamily.Unspecified, ProbeTrace? trace = null)
    {
        clock.Enter(Phases.Dns);
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await System.Net.Dns.GetHostAddressesAsync(host, ct);
        if (addresses.Length == 0) throw new SocketException((int)SocketError.NoData);
        trace?.Say(Phases.Dns, host, string.Join(", ", addresses.AsEnumerable()));
        if (family != AddressFamily.Unspecified) addresses = Only(addresses, family, host);

        clock.Enter(Phases.Connect);
        SocketException? worst = null;
        foreach (var address in addresses)
        {
            try
            {
                var stream = await ConnectAsync(new IPEndPoint(address, port), perAddress / addresses.Length, time, ct);
                trace?.Say(Phases.Connect, "connected", new IPEndPoint(address, port).ToString());
                return stream;
            }
            catch (SocketException e)
            {
                trace?.Say(Phases.Connect, "no connection", $"{new IPEndPoint(address, port)}: {e.SocketErrorCode}");
                // "Connection refused" over IPv4 says more than "network unreachable" over an IPv6 we never had.
                if (worst is null || OwnNetwork.IsCause(worst.SocketErrorCode)) worst = e;
            }
        }

        throw worst!;
    }

    private static IPAddress[] Only(IPAddress[] addresses, AddressFamily family, string host)
    {
        var fit = addresses.Where(a => a.AddressFamily == family).ToArray();
        return fit.Length > 0 ? fit : throw new FaultException("http.ip-version", $"{host} 没有 {(family == AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4")} 地址（只有 {string.Join("、", addresses.AsEnumerable())}）");
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
