namespace Monitor.Analysis.Duplicates;

/// <summary>Finds exemplars by equal text and by shared band. Removal is by rebuilding from those that stay.</summary>
internal sealed class ExemplarIndex
{
    /// <summary>Crowded buckets hold template talk; the newest few are enough to find a copy.</summary>
    private const int MaxCandidates = 96;

    private readonly Dictionary<ulong, Exemplar> _equal = [];
    private readonly Dictionary<uint, Exemplar>[] _bands = [.. Enumerable.Range(0, Sketch.Bands).Select(_ => new Dictionary<uint, Exemplar>())];
    private readonly List<Exemplar> _all = [];
    private readonly List<Exemplar> _candidates = new(MaxCandidates);
    private long _query;

    public Exemplar? Equal(ulong exact) => _equal.GetValueOrDefault(exact);

    /// <summary>Valid until the next call.</summary>
    public IReadOnlyList<Exemplar> Candidates(uint[] bands)
    {
        _candidates.Clear();
        _query++;
        for (var band = 0; band < bands.Length && _candidates.Count < MaxCandidates; band++)
        {
            var exemplar = _bands[band].GetValueOrDefault(bands[band]);
            for (var steps = 0; exemplar is not null && steps < MaxCandidates / 4; steps++, exemplar = exemplar.Next[band])
            {
                if (exemplar.SeenBy == _query) continue;
                exemplar.SeenBy = _query;
                _candidates.Add(exemplar);
            }
        }

        return _candidates;
    }

    public void Add(Exemplar exemplar)
    {
        _all.Add(exemplar);
        Link(exemplar);
    }

    /// <summary>Drops exemplars of forgotten stories.</summary>
    public void Prune()
    {
        _all.RemoveAll(e => e.Story.Forgotten);
        _equal.Clear();
        foreach (var band in _bands) band.Clear();
        foreach (var exemplar in _all) Link(exemplar);
    }

    private void Link(Exemplar exemplar)
    {
        _equal[exemplar.Exact] = exemplar;
        for (var band = 0; band < exemplar.Bands.Length; band++)
        {
            var buckets = _bands[band];
            exemplar.Next[band] = buckets.GetValueOrDefault(exemplar.Bands[band]);
            buckets[exemplar.Bands[band]] = exemplar;
        }
    }
}
