using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Core.Sources;

namespace Monitor.Host.Replay.Playing;

/// <summary>
/// The service's refiner, remembering what the recording called each post of the look-back, so that evidence can be named as its reader knows it.
/// A post recorded from a store keeps its id, and with it the fingerprints of its alerts.
/// </summary>
internal sealed class NamingRefiner(IPostRefiner inner, TimeSpan memory) : IPostRefiner
{
    private const int IdLength = 32;

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Queue<(DateTimeOffset At, string Id)> _order = new();

    public Post Refine(RawPost raw, SourceDefinition source, DateTimeOffset now)
    {
        var post = inner.Refine(raw, source, now);
        if (raw.NativeId is not { Length: > 0 } name) return post;
        if (name.Length == IdLength && name.All(char.IsAsciiHexDigitLower)) return post with { Id = name };
        Forget(now - memory);
        if (_names.TryAdd(post.Id, name)) _order.Enqueue((now, post.Id));
        return post;
    }

    public string Name(string id) => _names.GetValueOrDefault(id, id);

    private void Forget(DateTimeOffset before)
    {
        while (_order.TryPeek(out var oldest) && oldest.At < before) _names.Remove(_order.Dequeue().Id);
    }
}
