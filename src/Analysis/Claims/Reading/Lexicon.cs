namespace Monitor.Analysis.Claims.Reading;

/// <summary>
/// All words that matter, found in one pass: leftmost, longest, without overlap. A word may stand for several things and is then found once
/// for each. Cost is one table look-up a character, and a few comparisons where a word can begin.
/// </summary>
internal sealed class Lexicon
{
    private readonly Word[][]?[] _byFirst = new Word[][]?[char.MaxValue + 1];

    public Lexicon(IEnumerable<Word> words)
    {
        foreach (var first in words.GroupBy(w => w.Text[0]))
            _byFirst[first.Key] = [.. first.GroupBy(w => w.Text, StringComparer.Ordinal).OrderByDescending(g => g.Key.Length).Select(g => g.ToArray())];
    }

    /// <summary>Appends what is found, in order of place.</summary>
    public void Find(ReadOnlySpan<char> text, List<Hit> into)
    {
        for (var i = 0; i < text.Length;)
        {
            i += _byFirst[text[i]] is { } candidates ? Match(text, i, candidates, into) : 1;
        }
    }

    private static int Match(ReadOnlySpan<char> text, int at, Word[][] candidates, List<Hit> into)
    {
        var rest = text[at..];
        foreach (var same in candidates)
        {
            var word = same[0].Text;
            if (!rest.StartsWith(word)) continue;
            foreach (var meaning in same) into.Add(new Hit(at, at + word.Length, meaning));
            return word.Length;
        }

        return 1;
    }
}
