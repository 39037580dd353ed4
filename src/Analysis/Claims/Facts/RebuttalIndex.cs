using Monitor.Analysis.Duplicates;
using Monitor.Core.Judgements;

namespace Monitor.Analysis.Claims.Facts;

/// <summary>Finds the official denial of what a post says, by shared character bigrams (see <see cref="Sketch"/>) through an inverted index.</summary>
internal sealed class RebuttalIndex
{
    /// <summary>Share of the denied words' bigrams that a post must hold; short denials need nearly all.</summary>
    private const double MinShare = 0.62;
    private const double MinShareShort = 0.85;
    private const int ShortGrams = 8;
    private const int FewestGrams = 4;

    private readonly Dictionary<uint, List<int>> _byGram = [];
    private readonly List<(OfficialRebuttal Rebuttal, int Grams, string[] Numbers)> _known = [];

    public RebuttalIndex(IEnumerable<OfficialRebuttal> rebuttals)
    {
        foreach (var rebuttal in rebuttals)
        {
            var grams = Sketch.Grams(StoryText.Normalise(rebuttal.Denied));
            if (grams.Length < FewestGrams) continue;
            foreach (var gram in grams)
            {
                if (!_byGram.TryGetValue(gram, out var list)) _byGram[gram] = list = [];
                list.Add(_known.Count);
            }

            _known.Add((rebuttal, grams.Length, NumbersOf(rebuttal.Denied)));
        }
    }

    /// <summary>The denial most like the post, or null.</summary>
    public OfficialRebuttal? Match(string text)
    {
        if (_known.Count == 0) return null;
        Span<int> common = _known.Count <= 512 ? stackalloc int[_known.Count] : new int[_known.Count];
        common.Clear();
        foreach (var gram in Sketch.Grams(StoryText.Normalise(text)))
        {
            if (!_byGram.TryGetValue(gram, out var list)) continue;
            foreach (var i in list) common[i]++;
        }

        OfficialRebuttal? best = null;
        var most = 0.0;
        for (var i = 0; i < common.Length; i++)
        {
            var share = (double)common[i] / _known[i].Grams;
            // The newest of equally alike ones.
            if (share < most || share < (_known[i].Grams < ShortGrams ? MinShareShort : MinShare) || !HasAll(text, _known[i].Numbers)) continue;
            (best, most) = (_known[i].Rebuttal, share);
        }

        return best;
    }

    /// <summary>"延长到30日" denied says nothing of a post that tells the 28th.</summary>
    private static bool HasAll(string text, string[] numbers)
    {
        foreach (var number in numbers)
        {
            if (!text.Contains(number, StringComparison.Ordinal)) return false;
        }

        return true;
    }

    private static string[] NumbersOf(string text)
    {
        var numbers = new List<string>();
        for (var i = 0; i < text.Length; i++)
        {
            var start = i;
            while (i < text.Length && char.IsAsciiDigit(text[i])) i++;
            // The year and the month are often left out when a rumour is told on.
            if (i - start is 1 or 2 or 3 && !(i < text.Length && text[i] is '月' or '年' or ':')) numbers.Add(text[start..i]);
        }

        return [.. numbers];
    }
}
