namespace Monitor.Analysis.Duplicates;

/// <summary>Finds stories by equal text, by shared band and by telling bigrams. Removal is by rebuilding from those that stay.</summary>
internal sealed class ExemplarIndex
{
    /// <summary>Crowded buckets hold template talk; the newest few are enough to find a copy.</summary>
    private const int MaxSteps = 16;

    private const int MaxByBand = 16;
    private const int MaxByGram = 12;

    private readonly Dictionary<ulong, Exemplar> _equal = [];
    private readonly Dictionary<uint, Exemplar>[] _bands = [.. Enumerable.Range(0, Sketch.Bands).Select(_ => new Dictionary<uint, Exemplar>())];
    private readonly GramIndex _grams = new();
    private readonly List<Exemplar> _all = [];
    private readonly List<RememberedStory> _candidates = new(MaxByBand + MaxByGram);

    public Exemplar? Equal(ulong exact) => _equal.GetValueOrDefault(exact);

    /// <summary>Stories worth a look, at most <see cref="MaxByBand"/> + <see cref="MaxByGram"/>; valid until the next call.</summary>
    public IReadOnlyList<RememberedStory> Candidates(Sighting look, float atLeast)
    {
        _candidates.Clear();
        foreach (var story in _grams.Find(look.Grams, atLeast, MaxByGram)) _candidates.Add(story);
        var most = _candidates.Count + MaxByBand;
        for (var band = 0; band < look.Bands.Length && _candidates.Count < most; band++)
        {
            var exemplar = _bands[band].GetValueOrDefault(look.Bands[band]);
            for (var steps = 0; exemplar is not null && steps < MaxSteps && _candidates.Count < most; steps++, exemplar = exemplar.Next[band])
            {
                if (!exemplar.Story.Forgotten && !_candidates.Contains(exemplar.Story)) _candidates.Add(exemplar.Story);
            }
        }

        return _candidates;
    }

    public void Add(Exemplar exemplar)
    {
        _all.Add(exemplar);
        Link(exemplar);
    }

    /// <summary>The story can be found by what this text of it holds.</summary>
    public void Show(Exemplar exemplar) => _grams.Add(exemplar.Story, exemplar.Look.Grams);

    /// <summary>Drops exemplars of forgotten stories.</summary>
    public void Prune()
    {
        _all.RemoveAll(e => e.Story.Forgotten);
        _equal.Clear();
        _grams.Clear();
        foreach (var band in _bands) band.Clear();
        foreach (var exemplar in _all)
        {
            Link(exemplar);
            if (exemplar.Story.Exemplars.Contains(exemplar)) Show(exemplar);
        }
    }

    private void Link(Exemplar exemplar)
    {
        if (exemplar.Look.Exact is not { } exact) return;
        _equal[exact] = exemplar;
        for (var band = 0; band < exemplar.Next.Length; band++)
        {
            var buckets = _bands[band];
            var key = exemplar.Look.Bands[band];
            exemplar.Next[band] = buckets.GetValueOrDefault(key);
            buckets[key] = exemplar;
        }
    }
}
