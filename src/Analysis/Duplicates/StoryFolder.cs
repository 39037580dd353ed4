using Monitor.Core.Contracts;
using Monitor.Core.Posts;

namespace Monitor.Analysis.Duplicates;

/// <summary>
/// Folds copies and light edits of one text into one story as posts arrive. Candidates come from MinHash bands and are confirmed
/// on the true bigram sets. Same posts in the same order give the same stories in every process. Not thread-safe, as its port says.
/// </summary>
public sealed class StoryFolder : IStoryFolder
{
    /// <summary>Texts a story is compared by. Few, so that a chain of small edits cannot wander to another story.</summary>
    private const int MaxExemplars = 4;

    private const double NewExemplarBelow = 0.8;
    private const int MinContainedGrams = 12;
    private const int MaxSizeRatio = 3;

    private readonly StoryFolderOptions _options;
    private readonly ExemplarIndex _index = new();
    private readonly Dictionary<string, RememberedStory> _stories = new(StringComparer.Ordinal);
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
        var look = Look(text);
        var story = _stories.GetValueOrDefault(storyId) ?? Begin(storyId, at);
        story.Touch(at);
        var known = look.Exact is { } exact && _index.Equal(exact)?.Story == story;
        if (!known && story.Exemplars < MaxExemplars) Remember(story, look);
    }

    public string Fold(Post post)
    {
        Advance(post.FirstSeen);
        var look = Look(post.FullText);
        var (story, similarity) = Find(look);
        if (story is null)
        {
            story = _stories.GetValueOrDefault(post.Id) ?? Begin(post.Id, post.FirstSeen);
            similarity = 0;
        }

        story.Touch(post.FirstSeen);
        if (similarity < NewExemplarBelow && story.Exemplars < MaxExemplars) Remember(story, look);
        return story.Id;
    }

    private static Sighting Look(string text)
    {
        var normal = StoryText.Normalise(text);
        if (normal.Length == 0)
        {
            // Only emoji or a link: equal raw texts are still copies.
            var raw = text.Trim();
            return new Sighting(raw.Length == 0 ? null : ~Sketch.Exact(raw), [], false);
        }

        var exact = Sketch.Exact(normal);
        return normal.Length < StoryText.ShortText
            ? new Sighting(exact, [], false)
            : new Sighting(exact, Sketch.Grams(normal), StoryText.Denies(normal));
    }

    private (RememberedStory? Story, double Similarity) Find(Sighting look)
    {
        if (look.Exact is not { } exact) return (null, 0);
        if (_index.Equal(exact)?.Story is { } same && Remembered(same)) return (same, 1);
        if (look.Grams.Length == 0) return (null, 0);

        RememberedStory? best = null;
        var similarity = 0.0;
        foreach (var candidate in _index.Candidates(look.Bands))
        {
            if (candidate.Denies != look.Denies || !Remembered(candidate.Story)) continue;
            var alike = Similarity(look.Grams, candidate.Grams);
            if (alike < similarity || alike == 0 || (alike == similarity && best!.Order <= candidate.Story.Order)) continue;
            best = candidate.Story;
            similarity = alike;
        }

        return (best, similarity);
    }

    /// <summary>Jaccard similarity when it or containment passes its bar, else 0.</summary>
    private double Similarity(uint[] a, uint[] b)
    {
        int small = Math.Min(a.Length, b.Length), large = Math.Max(a.Length, b.Length);
        if (large > small * MaxSizeRatio) return 0;
        var common = Sketch.Common(a, b);
        var jaccard = (double)common / (small + large - common);
        if (jaccard >= _options.MinJaccard) return jaccard;
        return small >= MinContainedGrams && common >= _options.MinContainment * small ? jaccard : 0;
    }

    private RememberedStory Begin(string id, DateTimeOffset at)
    {
        if (_stories.Count >= _options.MaxStories) ForgetOldest();
        return _stories[id] = new RememberedStory(id, _order++, at);
    }

    private void Remember(RememberedStory story, Sighting look)
    {
        if (look.Exact is not { } exact) return;
        _index.Add(new Exemplar(story, exact, look.Grams, look.Bands, look.Denies));
        story.Exemplars++;
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
