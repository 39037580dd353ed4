using System.Net.Security;
using System.Net.Sockets;

namespace Monitor.Collectors.Probes;

/// <summary>What one check's connections are to be, and what came over the last of them: enough to tell "said nothing" from "did not finish".</summary>
internal sealed class Wire(AddressFamily family, ProbeTrace? trace)
{
    private WatchedStream? _last;
    private long _before;

    public AddressFamily Family => family;

    public ProbeTrace? Trace => trace;

    /// <summary>Bytes of the protocol received since <see cref="Mark"/>, TLS taken off.</summary>
    public long Received => (_last?.Received ?? 0) - _before;

    public Stream Watch(Stream stream)
    {
        if (stream is SslStream tls)
            trace?.Say(Phases.Tls, tls.TargetHostName, $"{tls.SslProtocol} {tls.NegotiatedCipherSuite}{(tls.NegotiatedApplicationProtocol.Protocol.IsEmpty ? "" : " ALPN " + tls.NegotiatedApplicationProtocol)}");
        _before = 0;
        return _last = new WatchedStream(stream);
    }

    /// <summary>From here on bytes belong to the next request.</summary>
    public void Mark() => _before = _last?.Received ?? 0;
}
