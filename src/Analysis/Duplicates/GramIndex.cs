namespace Monitor.Analysis.Duplicates;

/// <summary>
/// Which stories hold a telling bigram: finds what paraphrases share, which the bands cannot (texts alike at .15 meet in a band 7 times in 100).
/// Each list keeps its newest stories only, so that a query costs the same however many posts came before.
/// </summary>
internal sealed class GramIndex
{
    /// <summary>Bigrams that more than one post in twenty holds find everybody.</summary>
    private const float Telling = 3f;

    private const int Newest = 32;

    private readonly Dictionary<uint, List<RememberedStory>> _lists = [];
    private readonly List<RememberedStory> _met = [];
    private long _query;

    /// <summary>Stories by the weight of what they share with these grams, heaviest first; valid until the next call.</summary>
    public ReadOnlySpan<RememberedStory> Find(uint[] grams, float atLeast, int most)
    {
        _met.Clear();
        _query++;
        foreach (var gram in grams)
        {
            var weight = Rarity.Of(gram);
            if (weight >= Telling && _lists.TryGetValue(gram, out var list)) Count(list, weight);
        }

        _met.RemoveAll(s => s.Hit < atLeast);
        _met.Sort(static (a, b) => a.Hit == b.Hit ? a.Order.CompareTo(b.Order) : b.Hit.CompareTo(a.Hit));
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_met)[..Math.Min(most, _met.Count)];
    }

    public void Add(RememberedStory story, uint[] grams)
    {
        foreach (var gram in grams)
        {
            if (Rarity.Of(gram) < Telling) continue;
            if (!_lists.TryGetValue(gram, out var list)) _lists[gram] = list = new List<RememberedStory>(1);
            if (list.Contains(story)) continue;
            if (list.Count == Newest) list.RemoveAt(0);
            list.Add(story);
        }
    }

    public void Clear() => _lists.Clear();

    private void Count(List<RememberedStory> list, float weight)
    {
        foreach (var story in list)
        {
            if (story.Forgotten) continue;
            if (story.SeenBy != _query)
            {
                story.SeenBy = _query;
                story.Hit = 0;
                _met.Add(story);
            }

            story.Hit += weight;
        }
    }
}
