using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Monitor.Host.Live;

/// <summary>Tells open pages that something changed: posts, probes, alerts, notices, sources, models, labels, verdicts, cases. Slow readers miss repeats, never the last word.</summary>
internal sealed class ChangeBus
{
    private readonly ConcurrentDictionary<Channel<string>, byte> _readers = new();

    public static IReadOnlyList<string> Topics { get; } = ["posts", "probes", "alerts", "notices", "sources", "models", "labels", "verdicts", "cases"];

    /// <summary>Something changed in this process.</summary>
    public event Action<string>? Published;

    public void Publish(string topic)
    {
        Hear(topic);
        Published?.Invoke(topic);
    }

    /// <summary>Something changed in another process.</summary>
    public void Hear(string topic)
    {
        foreach (var reader in _readers.Keys) reader.Writer.TryWrite(topic);
    }

    public async IAsyncEnumerable<string> SubscribeAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var channel = Channel.CreateBounded<string>(new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest });
        _readers[channel] = 0;
        try
        {
            await foreach (var topic in channel.Reader.ReadAllAsync(ct)) yield return topic;
        }
        finally
        {
            _readers.TryRemove(channel, out _);
        }
    }
}
