using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Monitor.Host.Configuration;
using Monitor.Host.Scheduling;

namespace Monitor.Host.Replicas;

/// <summary>
/// Brings into memory what other processes have stored since the last look: posts, merges, official words, probe results, late judgements. A look goes
/// back a little further than the last one, for clocks differ and a batch may be worked on for long before it is stored; once a minute it goes back a
/// quarter of an hour. What is known is skipped. Without other processes nothing is read.
/// </summary>
internal sealed class CatchUp(
    Node node, StoryShelf shelf, FactShelf facts, PostWindow window, Rejudger rejudger, IArchive archive, ICurrentConfig config, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Deep = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan DeepEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>Two looks closer together see the same.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(500);

    private const int Most = 20_000;
    private const int MostLate = 200;
    private const int ResultsAtOnce = 50;

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _known = new(StringComparer.Ordinal);
    private readonly HashSet<StoryMerge> _merges = [];
    private DateTimeOffset _mark;
    private long? _looked;
    private long? _deeply;

    public bool Shared => node.Shared;

    /// <summary>Before memory is warmed: what is stored from now on is caught up with; what is both is told apart by those who keep it.</summary>
    public void Begin(DateTimeOffset now) => _mark = now;

    /// <summary>Posts about to be stored by this process, which keeps them itself. Those that turn out to be another's are given back.</summary>
    public void Claim(IEnumerable<Post> posts)
    {
        if (!node.Shared) return;
        lock (_gate)
        {
            foreach (var post in posts) _known[post.Id] = post.FirstSeen;
        }
    }

    public void GiveBack(IEnumerable<Post> posts)
    {
        if (!node.Shared) return;
        lock (_gate)
        {
            foreach (var post in posts) _known.Remove(post.Id);
        }
    }

    public async Task LookAsync(CancellationToken ct)
    {
        if (!node.Shared || (_looked is { } last && time.GetElapsedTime(last) < Fresh)) return;
        await _one.WaitAsync(ct);
        try
        {
            if (_looked is { } other && time.GetElapsedTime(other) < Fresh) return;
            var began = time.GetTimestamp();
            await ReadAsync(time.GetUtcNow(), ct);
            _looked = began;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task ReadAsync(DateTimeOffset now, CancellationToken ct)
    {
        var deep = _deeply is not { } at || time.GetElapsedTime(at) >= DeepEvery;
        if (deep) _deeply = time.GetTimestamp();
        var since = (_mark < now ? _mark : now) - (deep ? Deep : Overlap);
        var news = Unknown(await PostsAsync(since, now + Ahead, ct));
        var merges = (await archive.MergesAsync(since - Deep, ct)).Where(m => !_merges.Contains(m)).ToList();

        if (node.Has(NodeRole.Collect)) shelf.Learn(news, merges);
        window.AddOthers(news, merges);
        _merges.UnionWith(merges);
        Know(news, now);

        if (node.Has(NodeRole.Judge))
            foreach (var target in config.Current.Targets)
                foreach (var result in (await archive.ProbesAsync(target.Id, since, ResultsAtOnce, ct)).Reverse()) window.Add(result);
        await JudgedAsync(ct);
        if ((deep || news.Any(p => p.Role == SourceRole.Official)) && await facts.WarmAsync(now, ct)) await rejudger.WindowAsync(ct);
        _mark = now;
    }

    private async Task<List<Post>> PostsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        var all = new List<Post>();
        IReadOnlyList<Post> page;
        do
        {
            page = await archive.PostsSeenAsync(all.Count == 0 ? from : all[^1].FirstSeen, until, Most, ct);
            all.AddRange(page);
        }
        while (page.Count == Most && page[0].FirstSeen < page[^1].FirstSeen);
        return [.. all.DistinctBy(p => p.Id)];
    }

    /// <summary>Posts held without a judgement may have got theirs elsewhere.</summary>
    private async Task JudgedAsync(CancellationToken ct)
    {
        var judged = new List<Post>();
        foreach (var post in window.Unassessed(MostLate))
            if (await archive.PostAsync(post.Id, ct) is { Assessment: not null } now) judged.Add(now);
        if (judged.Count > 0) window.AddJudgements(judged);
    }

    private List<Post> Unknown(IReadOnlyList<Post> posts)
    {
        lock (_gate) return [.. posts.Where(p => !_known.ContainsKey(p.Id))];
    }

    private void Know(List<Post> news, DateTimeOffset now)
    {
        lock (_gate)
        {
            foreach (var post in news) _known[post.Id] = post.FirstSeen;
            if (_known.Count < 2 * Most) return;
            foreach (var old in _known.Where(k => k.Value < now - (2 * Deep)).Select(k => k.Key).ToList()) _known.Remove(old);
        }
    }
}
