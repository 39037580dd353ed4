using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Sources;

namespace Monitor.Analysis.Drift;

/// <summary>Counts of one stretch of posts, fed one by one so that a week need not stand in memory.</summary>
public sealed class DriftTally
{
    private const int RiskBins = 10;

    private readonly string _model;
    private readonly PairSet? _known;
    private readonly int[] _risk = new int[RiskBins];
    private readonly int[] _mood = new int[3];
    private long _pairs;
    private long _unknown;

    internal DriftTally(string model, PairSet? known) => (_model, _known) = (model, known);

    /// <summary>For figures against a reference.</summary>
    public DriftTally(DriftReference reference)
        : this(reference.Model, reference.Known)
    {
    }

    public int Posts { get; private set; }

    internal IReadOnlyList<int> Risk => _risk;

    internal IReadOnlyList<int> Mood => _mood;

    /// <summary>Share of character pairs not known, 0..1.</summary>
    internal double Unknown => _pairs == 0 ? 0 : (double)_unknown / _pairs;

    /// <summary>Posts of other models, official sources and first readings of a source are no part of the picture.</summary>
    internal static bool Counts(Post post, string model) => post is { Role: SourceRole.Public, Backfill: false, Assessment: { } a } && a.Model == model;

    public void Add(Post post)
    {
        if (!Counts(post, _model)) return;
        var a = post.Assessment!;
        Posts++;
        _risk[Math.Clamp((int)(a.Rumour.Score * RiskBins), 0, RiskBins - 1)]++;
        _mood[(int)a.Sentiment.Label]++;
        if (_known is null) return;
        foreach (var pair in PairSet.Pairs(post.FullText))
        {
            _pairs++;
            if (!_known.Holds(pair)) _unknown++;
        }
    }

    /// <summary>Distance from the reference.</summary>
    public DriftSpan Against(DriftReference reference) =>
        new(Posts, Psi.Of(reference.Risk, _risk), Psi.Of(reference.Mood, _mood), Unknown);
}
