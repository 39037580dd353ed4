using Monitor.Core.Contracts;
using Monitor.Core.Posts;

namespace Monitor.Analysis.Duplicates;

/// <summary>
/// Folds copies, edits and retellings into one story as posts arrive. Candidates come from MinHash bands and shared rare bigrams, and are
/// confirmed on the true bigram sets, weighted by rarity; another place, school, exam, subject, day or code is a veto. A post that is like
/// two stories makes them one under the older id. Same posts in the same order give the same stories in every process. Not thread-safe, as
/// its port says.
/// </summary>
public sealed class StoryFolder : IStoryFolder
{
    private const double NewExemplarBelow = 0.8;

    private readonly StoryFolderOptions _options;
    private readonly ExemplarIndex _index = new();
    private readonly Dictionary<string, RememberedStory> _stories = new(StringComparer.Ordinal);
    private readonly List<StoryMerge> _merges = [];
    private readonly List<(RememberedStory Story, Likeness How)> _alike = [];
    private DateTimeOffset _now = DateTimeOffset.MinValue;
    private DateTimeOffset _swept = DateTimeOffset.MinValue;
    private int _order;

    public StoryFolder()
        : this(new StoryFolderOptions())
    {
    }

    public StoryFolder(StoryFolderOptions options) => _options = options;

    /// <summary>Stories remembered now.</summary>
    public int Count => _stories.Count;

    public void Warm(string storyId, string text, DateTimeOffset at)
    {
        Advance(at);
        if (!Alive(at)) return;
        var look = Sighting.Of(text);
        var story = _stories.GetValueOrDefault(storyId) ?? Begin(storyId, at);
        story.Touch(at);
        if (look.Exact is { } exact && _index.Equal(exact)?.Story == story) return;
        if (story.Exemplars.Count == 0) Remember(story, look);
        else if (look.Grams.Length > 0) Consider(story, look, Likeness.Of(look, story, _options));
    }

    public void Learn(Post post)
    {
        if (post.StoryId is not { } id) return;
        Advance(post.FirstSeen);
        if (!Alive(post.FirstSeen)) return;
        var look = Sighting.Of(post.FullText);
        var (found, likeness) = Find(look);
        var told = _stories.GetValueOrDefault(id);
        if (found is null || found == told)
        {
            Warm(id, post.FullText, post.FirstSeen);
            return;
        }

        told ??= Begin(id, post.FirstSeen);
        told.Touch(post.FirstSeen);
        if ((likeness is not { } how || Sure(how) || id == post.Id) && !Veto.Between(found, told)) Merge(found, told);
        else Warm(id, post.FullText, post.FirstSeen);
    }

    public void Adopt(StoryMerge merge)
    {
        if (!_stories.TryGetValue(merge.From, out var from)) return;
        if (_stories.TryGetValue(merge.Into, out var into))
        {
            Join(into, from);
            return;
        }

        _stories.Remove(merge.From);
        from.Id = merge.Into;
        _stories[merge.Into] = from;
    }

    public string Fold(Post post)
    {
        Advance(post.FirstSeen);
        var look = Sighting.Of(post.FullText);
        var (story, likeness) = Find(look);
        if (story is null) Remember(story = _stories.GetValueOrDefault(post.Id) ?? Begin(post.Id, post.FirstSeen), look);
        else if (likeness is { } how) Consider(story, look, how);
        story.Touch(post.FirstSeen);
        return story.Id;
    }

    public IReadOnlyList<StoryMerge> TakeMerges()
    {
        if (_merges.Count == 0) return [];
        StoryMerge[] taken = [.. _merges];
        _merges.Clear();
        return taken;
    }

    /// <summary>The story the text belongs to, and how like it is; equal texts need no likeness.</summary>
    private (RememberedStory? Story, Likeness? How) Find(Sighting look)
    {
        if (look.Exact is not { } exact) return (null, null);
        if (_index.Equal(exact)?.Story is { } same && Remembered(same)) return (same, null);
        if (look.Grams.Length == 0) return (null, null);

        _alike.Clear();
        foreach (var candidate in _index.Candidates(look, (float)_options.MinShared))
        {
            if (!Remembered(candidate)) continue;
            var how = Likeness.Of(look, candidate, _options);
            if (Tells(how, look, candidate)) _alike.Add((candidate, how));
        }

        if (_alike.Count == 0) return (null, null);
        _alike.Sort(static (a, b) => a.How.Score == b.How.Score ? a.Story.Order.CompareTo(b.Story.Order) : b.How.Score.CompareTo(a.How.Score));
        var (best, likeness) = _alike[0];
        return (Bridge(best, likeness), likeness);
    }

    private bool Tells(Likeness how, Sighting look, RememberedStory story)
    {
        var told = how.Shared >= _options.MinShared && how.Even >= _options.MinEven
            && (how.Nearest >= _options.MinTold || (how.Cover >= _options.MinCover && how.Nearest >= _options.MinToldWithCover));
        if ((how.Copy == 0 && !told) || how.Root < _options.MinOrigin) return false;
        // Nobody tells so much in the same words of two places: a long copy with the place changed is the rumour made local.
        if (how.Copy >= _options.MinLocalCopy && how.Shared >= _options.MinLocalShared) return true;
        return !Veto.Hard(look, story) && (how.Copy > 0 || !Veto.Soft(look, story));
    }

    /// <summary>Makes one story of the best and of the others the text is as surely like, unless they contradict each other.</summary>
    private RememberedStory Bridge(RememberedStory best, Likeness likeness)
    {
        if (!Sure(likeness)) return best;
        for (var i = 1; i < _alike.Count; i++)
        {
            var (other, how) = _alike[i];
            if (Sure(how) && !Veto.Between(best, other)) best = Merge(best, other);
        }

        return best;
    }

    private bool Sure(Likeness how) => how.Copy > 0 || how.Nearest >= _options.MinBridge;

    private RememberedStory Merge(RememberedStory a, RememberedStory b)
    {
        var (into, from) = a.Order < b.Order ? (a, b) : (b, a);
        Join(into, from);
        _merges.Add(new StoryMerge(from.Id, into.Id, _now));
        return into;
    }

    private void Join(RememberedStory into, RememberedStory from)
    {
        foreach (var exemplar in from.Exemplars)
        {
            // Equal texts go on finding their story by it, even where it has no room left to be compared by.
            exemplar.Story = into;
            if (into.Exemplars.Count < _options.MaxExemplars) Show(into, exemplar);
        }

        into.Touch(from.Last);
        from.Forgotten = true;
        _stories.Remove(from.Id);
    }

    private RememberedStory Begin(string id, DateTimeOffset at)
    {
        if (_stories.Count >= _options.MaxStories) ForgetOldest();
        return _stories[id] = new RememberedStory(id, _order++, at);
    }

    /// <summary>
    /// A text unlike those the story is known by shows another side of it; one that has nothing of the first left is where a chain of
    /// small edits has gone, and must not lead further.
    /// </summary>
    private void Consider(RememberedStory story, Sighting look, Likeness how)
    {
        if (how.Copy < NewExemplarBelow && how.Root >= _options.MinRoot) Remember(story, look);
    }

    private void Remember(RememberedStory story, Sighting look)
    {
        if (look.Exact is null || story.Exemplars.Count >= _options.MaxExemplars) return;
        var exemplar = new Exemplar(story, look);
        _index.Add(exemplar);
        Show(story, exemplar);
    }

    private void Show(RememberedStory story, Exemplar exemplar)
    {
        story.Show(exemplar);
        _index.Show(exemplar);
    }

    private bool Alive(DateTimeOffset last) => _now - last <= _options.Horizon;

    private bool Remembered(RememberedStory story) => !story.Forgotten && Alive(story.Last);

    private void Advance(DateTimeOffset at)
    {
        if (at > _now) _now = at;
        if (_swept == DateTimeOffset.MinValue) _swept = _now;
        if (_now - _swept < _options.Horizon / 48) return;
        _swept = _now;
        Forget(_stories.Values.Where(s => !Alive(s.Last)));
    }

    private void ForgetOldest() =>
        Forget(_stories.Values.OrderBy(s => s.Last).ThenBy(s => s.Order).Take(Math.Max(1, _options.MaxStories / 8)));

    private void Forget(IEnumerable<RememberedStory> stories)
    {
        var gone = stories.ToList();
        if (gone.Count == 0) return;
        foreach (var story in gone)
        {
            story.Forgotten = true;
            _stories.Remove(story.Id);
        }

        _index.Prune();
    }
}
