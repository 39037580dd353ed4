using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Core.Sources;
using Monitor.Host.Configuration;

namespace Monitor.Host.Scheduling;

/// <summary>
/// The judge's look-back kept in memory: warmed from the archive at start, fed by the loops after each store, so that a tick never re-reads a day.
/// </summary>
internal sealed class PostWindow(IArchive archive, ICurrentConfig? config = null)
{
    public static readonly TimeSpan LookBack = TimeSpan.FromHours(24);

    private static readonly MonitorConfig Usual = new();
    private static readonly TimeSpan WarmStep = TimeSpan.FromMinutes(15);
    private const int MostInStep = 200_000;
    private const int MostStories = 2_000;
    private const int ResultsPerTarget = 200;

    private readonly Lock _gate = new();
    private readonly HeldPosts _posts = new();
    private readonly OfficialShelf _official = new();
    private readonly Dictionary<string, string> _merged = new(StringComparer.Ordinal);
    private readonly HourMemory _hours = new();
    private readonly Dictionary<string, List<ProbeResult>> _probes = new(StringComparer.Ordinal);
    private readonly ProbeHistory _curves = new();
    private readonly EarlyJudgements _early = new();
    private IReadOnlyList<Story> _stories = [];
    private IReadOnlyList<SourceStatus> _statuses = [];
    private bool _storiesStale = true;
    private bool _statusesStale = true;

    /// <summary>Posts first seen up to then are no longer held for want of room; null while the whole look-back is held.</summary>
    public DateTimeOffset? CutAt
    {
        get
        {
            lock (_gate) return _posts.CutAt;
        }
    }

    /// <summary>Posts held now, and the bytes they are estimated at.</summary>
    public (int Posts, long Bytes) Held
    {
        get
        {
            lock (_gate) return (_posts.All.Count, _posts.Weight);
        }
    }

    public async Task WarmAsync(IReadOnlyList<SourceDefinition> sources, IReadOnlyList<TargetDefinition> targets, DateTimeOffset now, CancellationToken ct)
    {
        var official = await OfficialShelf.ReadAsync(archive, sources, now, ct);
        Keep([], await archive.MergesAsync(now - LookBack, ct));
        await WarmPostsAsync(now, ct);
        lock (_gate) _official.Reset(official);
        await _hours.WarmAsync(archive, now, ct);
        foreach (var target in targets)
            foreach (var result in (await archive.ProbesAsync(target.Id, now - LookBack, ResultsPerTarget, ct)).Reverse()) Add(result);
        var curve = await _curves.ReadAsync(archive, now, ct);
        lock (_gate) _curves.Reset(curve);
    }

    // The newest first and step by step: of a day that does not fit, no more is read than is held.
    private async Task WarmPostsAsync(DateTimeOffset now, CancellationToken ct)
    {
        for (var until = now + TimeSpan.FromSeconds(1); until > now - LookBack && CutAt is null; until -= WarmStep)
        {
            var posts = await archive.PostsSeenAsync(until - WarmStep, until, MostInStep, ct);
            lock (_gate)
            {
                Keep(posts, []);
                Trim(now);
            }
        }
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
            var held = posts.Count == 0 ? [] : _posts.All.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
            List<Post> fresh = [.. posts.Where(p => !held.Contains(p.Id))];
            _hours.Add(fresh);
            Keep(fresh, merges);
        }
    }

    /// <summary>Some of the posts held that have no judgement, the latest first.</summary>
    public IReadOnlyList<Post> Unassessed(int most)
    {
        lock (_gate) return [.. _posts.Snapshot().Reverse().Where(p => p.Assessment is null).Take(most)];
    }

    /// <summary>The posts held now.</summary>
    public IReadOnlyList<Post> Recent()
    {
        lock (_gate) return _posts.Snapshot();
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
            var ms = result.At.ToUnixTimeMilliseconds();
            var at = list.FindIndex(r => r.At.ToUnixTimeMilliseconds() <= ms);
            if (at >= 0 && list.Skip(at).TakeWhile(r => r.At.ToUnixTimeMilliseconds() == ms).Any(r => r.Vantage == result.Vantage)) return;
            list.Insert(at < 0 ? list.Count : at, result);
            _curves.Add(result);
            if (list.Count > ResultsPerTarget && list.Count(r => r.Vantage == result.Vantage) > ResultsPerTarget) list.RemoveAt(list.FindLastIndex(r => r.Vantage == result.Vantage));
        }
    }

    /// <summary>What detectors may see now; the caller adds config and open fingerprints.</summary>
    public async Task<JudgeWindow> LookAsync(DateTimeOffset now, CancellationToken ct)
    {
        await RefreshAsync(now, ct);
        var hours = await _curves.HoursAsync(archive, now, ct);
        lock (_gate)
        {
            var since = now - LookBack;
            Trim(now);
            return new JudgeWindow
            {
                Now = now,
                Phase = null,
                Posts = _posts.Snapshot(),
                PostsCutAt = _posts.CutAt,
                OfficialPosts = _official.Look(now),
                MergedStories = _merged.ToDictionary(StringComparer.Ordinal),
                Stories = [.. _stories.Where(s => s.LastSeen >= since)],
                History = _hours.Look(now),
                Probes = _probes.ToDictionary(p => p.Key, p => (IReadOnlyList<ProbeResult>)[.. p.Value], StringComparer.Ordinal),
                ProbeCurve = _curves.Curve(),
                ProbeHours = hours,
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
            _posts.Add(fresh.Where(p => !p.Backfill).Select(_early.Take).Select(Placed));
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
        _posts.Change(Placed);
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
        _storiesStale = true;
        return _posts.Exchange([.. changed.Select(Placed)]);
    }

    private void Trim(DateTimeOffset now) => _posts.Trim(now - LookBack, (config?.Current ?? Usual).JudgeMemory * 1024L * 1024L);

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
