using System.Threading.Channels;
using Monitor.Core.Probes;

namespace Monitor.Host.Vantages;

/// <summary>Results on their way out. What does not fit is not lost: it lies in the store, and the reporter is told to fetch it from there.</summary>
internal sealed class ReportQueue
{
    private const int Room = 20_000;

    private readonly Channel<ProbeResult> _waiting = Channel.CreateBounded<ProbeResult>(new BoundedChannelOptions(Room) { SingleReader = true });
    private volatile bool _overflown;

    public int Count => _waiting.Reader.Count;

    public ChannelReader<ProbeResult> Waiting => _waiting.Reader;

    /// <summary>Only what is stored already.</summary>
    public void Add(ProbeResult result)
    {
        if (!_waiting.Writer.TryWrite(result)) _overflown = true;
    }

    /// <summary>Whether something did not fit since it was last asked.</summary>
    public bool TakeOverflow()
    {
        if (!_overflown) return false;
        _overflown = false;
        return true;
    }
}
