using System.Net.Sockets;
using Monitor.Tests.Collectors.Fetching;

namespace Monitor.Tests.Collectors.Probes;

/// <summary>Accepts, reads a little, and resets the connection (RST instead of FIN).</summary>
internal sealed class ResettingServer : IDisposable
{
    private readonly RawListener _listener = new(async (socket, stop) =>
    {
        await socket.ReceiveAsync(new byte[16], stop);
        socket.LingerState = new LingerOption(true, 0);
    });

    public int Port => _listener.Port;

    public void Dispose() => _listener.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
