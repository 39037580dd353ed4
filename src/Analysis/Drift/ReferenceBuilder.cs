using Monitor.Core.Posts;

namespace Monitor.Analysis.Drift;

/// <summary>Gathers a reference from posts in the order they were first seen.</summary>
public sealed class ReferenceBuilder(string model, DateTimeOffset from, DateTimeOffset until)
{
    private readonly DateTimeOffset _middle = from + ((until - from) / 2);
    private readonly DriftTally _tally = new(model, known: null);
    private readonly PairSet _known = new();
    private long _pairs;
    private long _unknown;

    public int Posts => _tally.Posts;

    public void Add(Post post)
    {
        if (!DriftTally.Counts(post, model)) return;
        _tally.Add(post);
        var second = post.FirstSeen >= _middle;
        foreach (var pair in PairSet.Pairs(post.FullText))
        {
            // What the second half itself has taught counts as known from then on, as it will in the finished reference.
            if (second)
            {
                _pairs++;
                if (!_known.Holds(pair)) _unknown++;
            }

            _known.Add(pair);
        }
    }

    public DriftReference Build() => new()
    {
        Model = model,
        From = from,
        Until = until,
        Posts = _tally.Posts,
        Risk = [.. _tally.Risk],
        Mood = [.. _tally.Mood],
        Unknown = _pairs == 0 ? 0 : (double)_unknown / _pairs,
        Pairs = _known.Write(),
    };
}
