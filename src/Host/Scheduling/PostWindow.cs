using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Core.Sources;

namespace Monitor.Host.Scheduling;

/// <summary>
/// The judge's look-back kept in memory: warmed from the archive at start, fed by the loops after each store, so that a tick never re-reads a day.
/// </summary>
internal sealed class PostWindow(IArchive archive)
{
    public static readonly TimeSpan LookBack = TimeSpan.FromHours(24);

    private const int MostPosts = 200_000;
    private const int MostStories = 2_000;
    private const int ResultsPerTarget = 200;

    private readonly Lock _gate = new();
    private readonly List<Post> _posts = [];
    private readonly OfficialShelf _official = new();
    private readonly Dictionary<string, string> _merged = new(StringComparer.Ordinal);
    private readonly HourMemory _hours = new();
    private readonly Dictionary<string, List<ProbeResult>> _probes = new(StringComparer.Ordinal);
    private readonly EarlyJudgements _early = new();
    private IReadOnlyList<Post>? _snapshot;
    private IReadOnlyList<Story> _stories = [];
    private IReadOnlyList<SourceStatus> _statuses = [];
    private bool _storiesStale = true;
    private bool _statusesStale = true;

    public async Task WarmAsync(IReadOnlyList<SourceDefinition> sources, IReadOnlyList<TargetDefinition> targets, DateTimeOffset now, CancellationToken ct)
    {
        var official = await OfficialShelf.ReadAsync(archive, sources, now, ct);
        Keep(await archive.PostsSeenAsync(now - LookBack, now + TimeSpan.FromSeconds(1), MostPosts, ct), await archive.MergesAsync(now - LookBack, ct));
        lock (_gate) _official.Reset(official);
        await _hours.WarmAsync(archive, now, ct);
        foreach (var target in targets)
            foreach (var result in (await archive.ProbesAsync(target.Id, now - LookBack, ResultsPerTarget, ct)).Reverse()) Add(result);
    }

    /// <summary>Posts just stored for the first time. Backfill stays out: it may raise no alert.</summary>
    public void Add(IReadOnlyList<Post> fresh, IReadOnlyList<StoryMerge>? merges = null)
    {
        lock (_gate)
        {
            _hours.Add(fresh);
            Keep(fresh, merges ?? []);
        }
    }

    /// <summary>What other processes have stored; posts held already are left as they are.</summary>
    public void AddOthers(IReadOnlyList<Post> posts, IReadOnlyList<StoryMerge> merges)
    {
        lock (_gate)
        {
            var held = posts.Count == 0 ? [] : _posts.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
            List<Post> fresh = [.. posts.Where(p => !held.Contains(p.Id))];
            _hours.Add(fresh);
            Keep(fresh, merges);
        }
    }

    /// <summary>Some of the posts held that have no judgement, the latest first.</summary>
    public IReadOnlyList<Post> Unassessed(int most)
    {
        lock (_gate) return [.. Enumerable.Reverse(_posts).Where(p => p.Assessment is null).Take(most)];
    }

    /// <summary>The posts held now.</summary>
    public IReadOnlyList<Post> Recent()
    {
        lock (_gate) return [.. _posts];
    }

    /// <summary>Puts newer versions in place of posts still held.</summary>
    public void Replace(IReadOnlyList<Post> changed)
    {
        lock (_gate) Exchange(changed);
    }

    /// <summary>Posts just stored with a newer text and judgement.</summary>
    public void Revise(IReadOnlyList<Edit> edits)
    {
        if (edits.Count == 0) return;
        lock (_gate)
        {
            _hours.Remove(edits.Select(e => e.Kept));
            _hours.Add(edits.Select(e => e.Now));
            Exchange([.. edits.Select(e => e.Now)]);
        }
    }

    /// <summary>Posts stored unassessed that have their assessment now; those a loop has stored and is about to add are remembered until it does.</summary>
    public void AddJudgements(IReadOnlyList<Post> judged)
    {
        lock (_gate)
        {
            _hours.Add(judged);
            _early.Keep(Exchange(judged));
        }
    }

    public void Add(ProbeResult result)
    {
        lock (_gate)
        {
            if (!_probes.TryGetValue(result.TargetId, out var list)) _probes[result.TargetId] = list = [];
            // Newest first, as detectors read them; one stored elsewhere may come late, or twice.
            var at = list.FindIndex(r => r.At.ToUnixTimeMilliseconds() <= result.At.ToUnixTimeMilliseconds());
            if (at >= 0 && list[at].At.ToUnixTimeMilliseconds() == result.At.ToUnixTimeMilliseconds()) return;
            list.Insert(at < 0 ? list.Count : at, result);
            if (list.Count > ResultsPerTarget) list.RemoveRange(ResultsPerTarget, list.Count - ResultsPerTarget);
        }
    }

    /// <summary>What detectors may see now; the caller adds config and open fingerprints.</summary>
    public async Task<JudgeWindow> LookAsync(DateTimeOffset now, CancellationToken ct)
    {
        await RefreshAsync(now, ct);
        lock (_gate)
        {
            var since = now - LookBack;
            if (_posts.RemoveAll(p => p.FirstSeen < since) > 0) _snapshot = null;
            if (_posts.Count > MostPosts) _posts.RemoveRange(0, _posts.Count - MostPosts);
            // Sources finish out of order; detectors are promised oldest first.
            _snapshot ??= [.. _posts.OrderBy(p => p.FirstSeen)];
            return new JudgeWindow
            {
                Now = now,
                Phase = null,
                Posts = _snapshot,
                OfficialPosts = _official.Look(now),
                MergedStories = _merged.ToDictionary(StringComparer.Ordinal),
                Stories = [.. _stories.Where(s => s.LastSeen >= since)],
                History = _hours.Look(now),
                Probes = _probes.ToDictionary(p => p.Key, p => (IReadOnlyList<ProbeResult>)[.. p.Value], StringComparer.Ordinal),
                SourceStatuses = _statuses,
            };
        }
    }

    private void Keep(IReadOnlyList<Post> fresh, IReadOnlyList<StoryMerge> merges)
    {
        lock (_gate)
        {
            _statusesStale = true;
            foreach (var merge in merges) Merge(merge);
            if (fresh.Count == 0) return;
            _storiesStale = true;
            _official.Add(fresh);
            _posts.AddRange(fresh.Where(p => !p.Backfill).Select(_early.Take).Select(Placed));
            _snapshot = null;
        }
    }

    private void Merge(StoryMerge merge)
    {
        var into = _merged.GetValueOrDefault(merge.Into, merge.Into);
        if (into == merge.From || _merged.GetValueOrDefault(merge.From) == into) return;
        foreach (var (from, old) in _merged.ToList())
        {
            if (old == merge.From) _merged[from] = into;
        }

        _merged[merge.From] = into;
        _storiesStale = true;
        _snapshot = null;
        for (var i = 0; i < _posts.Count; i++) _posts[i] = Placed(_posts[i]);
    }

    /// <summary>Two sources may store at once: a post folded before a merge can arrive after it.</summary>
    private Post Placed(Post post) => post.StoryId is { } id && _merged.TryGetValue(id, out var into) ? post with { StoryId = into } : post;

    // A flag is lowered before its read: what arrives during the read raises it again.
    private async Task RefreshAsync(DateTimeOffset now, CancellationToken ct)
    {
        if (Take(ref _storiesStale)) _stories = await OrStaleAsync(() => archive.StoriesAsync(now - LookBack, MostStories, ct), () => _storiesStale = true);
        if (Take(ref _statusesStale)) _statuses = await OrStaleAsync(() => archive.SourcesAsync(ct), () => _statusesStale = true);
    }

    private static async Task<T> OrStaleAsync<T>(Func<Task<T>> read, Action raise)
    {
        try
        {
            return await read();
        }
        catch
        {
            raise();
            throw;
        }
    }

    /// <returns>Those that are not held.</returns>
    private IEnumerable<Post> Exchange(IReadOnlyList<Post> changed)
    {
        var byId = changed.ToDictionary(p => p.Id, StringComparer.Ordinal);
        for (var i = 0; i < _posts.Count; i++)
            if (byId.Remove(_posts[i].Id, out var newer)) _posts[i] = Placed(newer);
        _snapshot = null;
        _storiesStale = true;
        return byId.Values;
    }

    private bool Take(ref bool flag)
    {
        lock (_gate)
        {
            var was = flag;
            flag = false;
            return was;
        }
    }
}
