using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Core.Sources;
using Monitor.Host.Replay.Reading;
using Monitor.Host.Scheduling;

namespace Monitor.Host.Replay.Playing;

/// <summary>
/// The outside world of a replay: what the next read of each source brings and the next check of each target finds. The service's own loops
/// read it through parts of the kind `recording`.
/// </summary>
internal sealed class Playback
{
    public const string Kind = "recording";

    private readonly SortedDictionary<string, List<RawPost>> _posts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ReadEvent> _reads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProbeResult> _next = new(StringComparer.Ordinal);
    private readonly List<ProbeResult> _probes = [];

    public OutsideKinds Kinds => new(
        [new(Kind, "A recorded source", typeof(object), (d, _) => new Source(this, d.Id))],
        [new(Kind, "A recorded target", typeof(object), (d, _) => new Target(this, d.Id))]);

    public void Put(ReplayEvent e)
    {
        switch (e)
        {
            case PostEvent post:
                if (!_posts.TryGetValue(post.Post.SourceId, out var list)) _posts[post.Post.SourceId] = list = [];
                list.Add(post.Post);
                break;
            case ReadEvent read:
                _reads[read.SourceId] = read;
                break;
            case ProbeEvent probe:
                _probes.Add(probe.Result);
                break;
        }
    }

    /// <summary>Hands what was put to the loops, as if each source and target had just been due.</summary>
    public async Task PlayAsync(CollectLoop collect, ProbeLoop probe, CancellationToken ct)
    {
        foreach (var id in _posts.Keys.Union(_reads.Keys).Order(StringComparer.Ordinal).ToList()) await collect.RunAsync(id, ct);
        foreach (var result in _probes)
        {
            _next[result.TargetId] = result;
            await probe.RunAsync(result.TargetId, ct);
        }

        _probes.Clear();
    }

    private CollectResult Read(string id)
    {
        _reads.Remove(id, out var read);
        _posts.Remove(id, out var posts);
        return new CollectResult { State = posts is null ? read?.State ?? SourceState.Quiet : SourceState.Ok, Posts = posts ?? [], Error = posts is null ? read?.Error : null };
    }

    private sealed class Source(Playback playback, string id) : ICollector
    {
        public Task<CollectResult> CollectAsync(string? cursor, CancellationToken ct) => Task.FromResult(playback.Read(id));
    }

    private sealed class Target(Playback playback, string id) : IProbe
    {
        public Task<ProbeResult> ProbeAsync(CancellationToken ct) => Task.FromResult(playback._next[id]);
    }
}
