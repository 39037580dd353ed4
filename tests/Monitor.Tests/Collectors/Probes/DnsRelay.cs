using System.Net;
using System.Net.Sockets;

namespace Monitor.Tests.Collectors.Probes;

/// <summary>Passes questions on to one resolver or another: a name whose records change between two looks.</summary>
internal sealed class DnsRelay : IAsyncDisposable
{
    private readonly UdpClient _door = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly Task _serving;

    public DnsRelay() => _serving = ServeAsync();

    public string Address => _door.Client.LocalEndPoint!.ToString()!;

    public IPEndPoint? To { get; set; }

    public async ValueTask DisposeAsync()
    {
        _door.Dispose();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var asked = await _door.ReceiveAsync();
                using var way = new UdpClient(AddressFamily.InterNetwork);
                await way.SendAsync(asked.Buffer, To!);
                await _door.SendAsync((await way.ReceiveAsync()).Buffer, asked.RemoteEndPoint);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
