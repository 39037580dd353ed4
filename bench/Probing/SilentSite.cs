using System.Net;
using System.Net.Sockets;

namespace Monitor.Bench.Probing;

/// <summary>Takes connections and never says a word.</summary>
internal sealed class SilentSite : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Any, 0);
    private readonly List<Socket> _held = [];

    public SilentSite()
    {
        _listener.Start(8192);
        _ = HoldAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var socket in _held.ToList()) socket.Dispose();
    }

    private async Task HoldAsync()
    {
        try
        {
            while (true) _held.Add(await _listener.AcceptSocketAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The measure is over.
        }
    }
}
