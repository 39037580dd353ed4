using System.Net.Sockets;

namespace Monitor.Collectors.Probes;

/// <summary>Tells "we cannot reach anything" from "they do not answer": the first must not count as their outage.</summary>
internal static class OwnNetwork
{
    public static bool IsCause(SocketError error) => error is
        SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.TryAgain
        or SocketError.NoBufferSpaceAvailable or SocketError.TooManyOpenSockets or SocketError.AccessDenied
        or SocketError.AddressFamilyNotSupported;
}
