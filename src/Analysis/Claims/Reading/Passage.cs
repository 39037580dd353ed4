using System.Runtime.InteropServices;

namespace Monitor.Analysis.Claims.Reading;

/// <summary>A stretch between full stops, at most <see cref="Passage.LongestSentence"/> characters. <paramref name="FirstHit"/> to <paramref name="LastHit"/> (exclusive) are its words.</summary>
internal readonly record struct Sentence(int Start, int End, char Mark, int FirstHit, int LastHit);

/// <summary>
/// A post made ready for reading claims: folded character by character, so that places in it are places in the post; its known words found;
/// cut into sentences. A sentence's work is bounded by its length and that is bounded, so the whole is linear in the text.
/// </summary>
internal sealed class Passage
{
    public const int LongestSentence = 300;
    private const int LongestText = 20_000;

    private readonly string _text;
    private readonly char[] _folded;
    private readonly List<Hit> _hits = new(24);
    private readonly List<Sentence> _sentences = new(4);
    private (int Sentence, List<TimeMention> Mentions) _times = (-1, []);

    public Passage(string text, Lexicon lexicon, DateTimeOffset published)
    {
        _text = text;
        // Years at the ends of the calendar have no neighbours to count with.
        Published = published.Year is < 1900 or > 9000 ? new DateTimeOffset(1900, 1, 2, 0, 0, 0, China) : published.ToOffset(China);
        _folded = new char[Math.Min(text.Length, LongestText)];
        for (var i = 0; i < _folded.Length; i++) _folded[i] = Fold(text[i]);
        lexicon.Find(_folded, _hits);
        if (_hits.Count > 0) Cut();
    }

    /// <summary>China has had no daylight saving since 1991.</summary>
    public static TimeSpan China { get; } = TimeSpan.FromHours(8);

    /// <summary>In Asia/Shanghai time.</summary>
    public DateTimeOffset Published { get; }

    public IReadOnlyList<Sentence> Sentences => _sentences;

    public ReadOnlySpan<Hit> Hits => CollectionsMarshal.AsSpan(_hits);

    public ReadOnlySpan<char> Text => _folded;

    public ReadOnlySpan<Hit> HitsOf(in Sentence s) => Hits[s.FirstHit..s.LastHit];

    public ReadOnlySpan<char> TextOf(in Sentence s) => _folded.AsSpan(s.Start, s.End - s.Start);

    /// <summary>The post's own words.</summary>
    public string Quote(int start, int end) => _text[start..end].Trim();

    public string QuoteOf(in Sentence s) => Quote(s.Start, s.End);

    /// <summary>Times of the sentence, read on first need and kept for the next kind.</summary>
    public List<TimeMention> TimesOf(in Sentence s)
    {
        if (_times.Sentence != s.Start) _times = (s.Start, TimeScanner.Find(TextOf(s), s.Start));
        return _times.Mentions;
    }

    /// <summary>Beginning of the clause (between commas) that holds the place.</summary>
    public int ClauseStart(in Sentence s, int at)
    {
        while (at > s.Start && !IsComma(_folded[at - 1])) at--;
        return at;
    }

    public int ClauseEnd(in Sentence s, int at)
    {
        while (at < s.End && !IsComma(_folded[at])) at++;
        return at;
    }

    /// <summary>True when a word of the tag stands in [from, to).</summary>
    public bool Has(in Sentence s, Tag tag, int from, int to) => Find(s, tag, from, to) is not null;

    public Hit? Find(in Sentence s, Tag tag, int from, int to)
    {
        foreach (var hit in HitsOf(s))
        {
            if (hit.Tag == tag && hit.Start >= from && hit.End <= to) return hit;
        }

        return null;
    }

    public Hit? FindLast(in Sentence s, Tag tag, int from, int to)
    {
        Hit? last = null;
        foreach (var hit in HitsOf(s))
        {
            if (hit.Tag == tag && hit.Start >= from && hit.End <= to) last = hit;
        }

        return last;
    }

    private static bool IsComma(char c) => c is ',' or '、';

    private static char Fold(char c) => c switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        '\u3000' or '\u00A0' or '\t' or '\r' => ' ',
        _ => c,
    };

    private void Cut()
    {
        int start = 0, hit = 0;
        for (var i = 0; i <= _folded.Length; i++)
        {
            var mark = i == _folded.Length ? '\n' : _folded[i];
            if (mark is not ('。' or '!' or '?' or ';' or '\n' or '…') && i - start < LongestSentence) continue;
            var first = hit;
            while (hit < _hits.Count && _hits[hit].Start < i) hit++;
            // A cut for length does not halve a word.
            if (hit > first) i = Math.Max(i, _hits[hit - 1].End);
            if (hit > first) _sentences.Add(new Sentence(start, i, mark, first, hit));
            start = mark is '。' or '!' or '?' or ';' or '\n' or '…' ? i + 1 : i;
        }
    }
}
