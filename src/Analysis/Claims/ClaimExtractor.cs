using Monitor.Analysis.Claims.Kinds;
using Monitor.Analysis.Claims.Reading;
using Monitor.Core.Judgements;

namespace Monitor.Analysis.Claims;

/// <summary>
/// Reads what a post asserts that can be checked. By words and patterns, not learnt: a reader can see why. Linear in the text, never throws
/// for any text, thread-safe.
/// </summary>
public static class ClaimExtractor
{
    private static readonly Lexicon Lexicon = new(CommonWords.All.Concat(ClaimReaders.All.SelectMany(r => r.Words)).DistinctBy(w => (w.Text, w.Tag, w.Value)));

    private static readonly (IClaimReader Reader, ulong Needs)[] Readers = [.. ClaimReaders.All.Select(r => (r, Mask(r.Needs)))];

    /// <param name="published">What "tomorrow" and a date without a year are counted from, in Asia/Shanghai.</param>
    public static IReadOnlyList<Claim> Extract(string text, DateTimeOffset published)
    {
        ArgumentNullException.ThrowIfNull(text);
        var passage = new Passage(text, Lexicon, published);
        if (passage.Sentences.Count == 0) return [];
        var found = new Findings();
        foreach (var sentence in passage.Sentences)
        {
            if (found.IsFull) break;
            var tags = TagsOf(passage.HitsOf(sentence));
            foreach (var (reader, needs) in Readers)
            {
                if ((tags & needs) != 0) reader.Read(passage, sentence, found);
            }
        }

        return found.Claims;
    }

    private static ulong TagsOf(ReadOnlySpan<Hit> hits)
    {
        ulong mask = 0;
        foreach (var hit in hits) mask |= 1UL << (int)hit.Tag;
        return mask;
    }

    private static ulong Mask(IEnumerable<Tag> tags) => tags.Aggregate(0UL, (mask, tag) => mask | (1UL << (int)tag));
}
