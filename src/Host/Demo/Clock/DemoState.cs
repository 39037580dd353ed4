using System.Net;
using System.Net.Sockets;

namespace Monitor.Host.Demo.Clock;

/// <summary>What must survive a kill: the day's first moment, the simulated time reached, and the ports the district lives on.</summary>
internal sealed record DemoState(DateTimeOffset Start, DateTimeOffset Reached, DemoPorts Ports)
{
    public static DemoState New(int board) => new(DemoDay.Start, DemoDay.Start, DemoPorts.Free(board));
}

/// <summary>Loopback ports, chosen once and kept, so that addresses in the store stay true after a restart.</summary>
internal sealed record DemoPorts(int Board, int Microblog, int Forum, int News, int Notices, int Filing, int FilingTls, int Hook, int Smtp)
{
    public static DemoPorts Free(int board)
    {
        // All are held open together, otherwise the system may hand out one port twice.
        var listeners = Enumerable.Range(0, 9).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(l => l.Start());
        var ports = listeners.ConvertAll(l => ((IPEndPoint)l.LocalEndpoint).Port);
        listeners.ForEach(l => l.Dispose());
        return new DemoPorts(board == 0 ? ports[0] : board, ports[1], ports[2], ports[3], ports[4], ports[5], ports[6], ports[7], ports[8]);
    }
}
