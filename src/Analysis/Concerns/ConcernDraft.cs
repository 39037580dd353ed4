using Monitor.Analysis.Duplicates;
using Monitor.Core.Posts;

namespace Monitor.Analysis.Concerns;

/// <summary>
/// A concern while it is gathered: its posts and how often each bigram occurs in them. A post is like it by the cosine between its bigrams and
/// the centroid, both weighted by rarity, or by what it shares with the one member most like it.
/// </summary>
internal sealed class ConcernDraft(int number)
{
    private const int MaxMembersCompared = 12;
    private const float MaxWeight = 3.5f;

    private readonly Dictionary<uint, int> _counts = [];
    private readonly Dictionary<uint, float> _weights = [];
    private StoryMarks _marks = StoryMarks.None;

    public int Number => number;

    public List<(Post Post, Sighting Look)> Members { get; } = [];

    public Dictionary<string, int> Topics { get; } = new(StringComparer.Ordinal);

    public IEnumerable<uint> Grams => _counts.Keys;

    public void Add(Post post, Sighting look)
    {
        Members.Add((post, look));
        _marks = _marks.With(look.Marks);
        for (var i = 0; i < look.Grams.Length; i++)
        {
            _counts[look.Grams[i]] = _counts.GetValueOrDefault(look.Grams[i]) + 1;
            _weights[look.Grams[i]] = Even(look.Weights[i]);
        }

        var topic = post.Assessment!.Topics[0];
        Topics[topic] = Topics.GetValueOrDefault(topic) + 1;
    }

    /// <summary>0..1; 0 where the two name different places, schools, exams or subjects.</summary>
    public double Alike(Sighting look)
    {
        if (Apart(look.Marks)) return 0;
        double dot = 0, mine = 0, theirs = 0;
        foreach (var (gram, count) in _counts)
        {
            var value = _weights[gram] * count / Members.Count;
            mine += value * value;
        }

        for (var i = 0; i < look.Grams.Length; i++)
        {
            var weight = Even(look.Weights[i]);
            theirs += weight * weight;
            if (_counts.TryGetValue(look.Grams[i], out var count)) dot += weight * _weights[look.Grams[i]] * count / Members.Count;
        }

        var cosine = dot == 0 ? 0 : dot / Math.Sqrt(mine * theirs);
        return Math.Max(cosine, 0.75 * Nearest(look));
    }

    public bool Apart(StoryMarks marks) =>
        _marks.Disagree(MarkSort.Place, marks) || _marks.Disagree(MarkSort.School, marks) || _marks.Disagree(MarkSort.Exam, marks) || _marks.Disagree(MarkSort.Subject, marks);

    /// <summary>
    /// What is asked about: bigrams, asking words aside, that at least a third of the members share (and two of them), with their weight times
    /// that share. A notice says "截止时间为" where people ask "什么时候截止".
    /// </summary>
    public IReadOnlyList<(uint Gram, double Weight)> Core()
    {
        var counts = new Dictionary<uint, int>();
        foreach (var (post, _) in Members)
        {
            var grams = AskText.Subject(post.FullText).Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(Sketch.Grams);
            foreach (var gram in grams.Distinct()) counts[gram] = counts.GetValueOrDefault(gram) + 1;
        }

        var least = Math.Max(Members.Count > 1 ? 2 : 1, Members.Count / 3.0);
        return [.. counts.Where(c => c.Value >= least).Select(c => (c.Key, (double)Even(Rarity.Of(c.Key)) * c.Value / Members.Count))];
    }

    // In a question's few words the bigrams across two words are the rarest of all and say nothing.
    private static float Even(float weight) => Math.Min(weight, MaxWeight);

    private double Nearest(Sighting look)
    {
        var nearest = 0.0;
        foreach (var (_, member) in Members.Take(MaxMembersCompared))
        {
            var light = Math.Min(look.Weight, member.Weight);
            if (light > 0) nearest = Math.Max(nearest, Shared(look, member) / light);
        }

        return nearest;
    }

    private static double Shared(Sighting a, Sighting b)
    {
        int i = 0, j = 0;
        var shared = 0.0;
        while (i < a.Grams.Length && j < b.Grams.Length)
        {
            if (a.Grams[i] < b.Grams[j]) i++;
            else if (a.Grams[i] > b.Grams[j]) j++;
            else shared += Math.Min(a.Weights[i++], b.Weights[j++]);
        }

        return shared;
    }
}
