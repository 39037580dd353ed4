using Monitor.Analysis.Duplicates;
using Monitor.Core.Posts;
using Monitor.Core.Text;

namespace Monitor.Analysis.Concerns;

/// <summary>Looks through official posts for the sentences that say what a concern asks.</summary>
internal sealed class AnswerFinder
{
    /// <summary>What a text without the asked kind of thing (a time, a sum ...) keeps of its confidence.</summary>
    private const double WrongKind = 0.6;

    /// <summary>Two bigrams are one word, and one word is no answer.</summary>
    private const int MinMet = 3;

    /// <summary>Two posts have words in common that are not what they ask about; what answers only those stays to be checked.</summary>
    private const int MinPosts = 3;

    private const int MaxQuote = 160;

    private readonly ConcernOptions _options;
    private readonly List<Passage> _passages;

    public AnswerFinder(IEnumerable<Post> official, ConcernOptions options)
    {
        _options = options;
        _passages = [.. official.SelectMany(Passages)];
    }

    public ConcernAnswer? Find(ConcernDraft concern, IReadOnlyList<string> questions)
    {
        var core = concern.Core();
        var whole = core.Sum(c => c.Weight);
        if (whole <= 0) return null;
        var best = _passages.Where(p => !concern.Apart(p.Marks))
            .Select(p => (Passage: p, Confidence: Confidence(p, core, whole, questions)))
            .Where(x => x.Confidence >= _options.MinRelated)
            .OrderByDescending(x => x.Confidence).ThenByDescending(x => x.Passage.Post.Published).ThenBy(x => x.Passage.Post.Id, StringComparer.Ordinal)
            .FirstOrDefault();
        if (best.Passage is null) return null;
        return new ConcernAnswer(best.Passage.Post, best.Passage.Quote, best.Confidence, Sure(best.Passage, best.Confidence));

        bool Sure(Passage passage, double confidence) =>
            confidence >= _options.MinAnswer && concern.Members.Count >= MinPosts && Asked.Fits(questions, passage.Quote);
    }

    private static double Confidence(Passage passage, IReadOnlyList<(uint Gram, double Weight)> core, double whole, IReadOnlyList<string> questions)
    {
        var met = core.Where(c => passage.Grams.Contains(c.Gram)).ToList();
        if (met.Count < MinMet) return 0;
        var share = met.Sum(c => c.Weight) / whole;
        return Asked.Fits(questions, passage.Quote) ? share : share * WrongKind;
    }

    /// <summary>Every two neighbouring sentences, each read with the title.</summary>
    private static IEnumerable<Passage> Passages(Post post)
    {
        var sentences = post.Text.Split(['。', '！', '？', '；', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (sentences.Length == 0) sentences = [post.FullText];
        for (var i = 0; i < sentences.Length; i++)
        {
            var quote = i + 1 < sentences.Length ? sentences[i] + "。" + sentences[i + 1] : sentences[i];
            if (i > 0 && i == sentences.Length - 1) break;
            var read = StoryText.Normalise((post.Title ?? "") + " " + quote);
            yield return new Passage(post, quote.CutTo(MaxQuote), Sketch.Grams(read).ToHashSet(), StoryMarks.Read(read));
        }
    }

    private sealed record Passage(Post Post, string Quote, HashSet<uint> Grams, StoryMarks Marks);
}
