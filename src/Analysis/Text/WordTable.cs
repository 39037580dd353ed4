using System.Collections.Frozen;

namespace Monitor.Analysis.Text;

/// <summary>Finds the words of many classes in one walk over a text.</summary>
internal sealed class WordTable
{
    /// <summary>Longest word that is found.</summary>
    internal const int Longest = 8;

    private readonly FrozenDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> _words;

    /// <summary>Bit k of a character's byte: some word of k + 1 characters begins with it. Most positions end here.</summary>
    private readonly byte[] _begins = new byte[char.MaxValue + 1];

    /// <param name="words">Words with the numbers of their classes.</param>
    internal WordTable(IEnumerable<(string Word, int Class)> words)
    {
        var classes = words.GroupBy(w => w.Word, w => w.Class, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.Distinct().ToArray(), StringComparer.Ordinal);
        foreach (var word in classes.Keys)
        {
            if (word.Length is < 1 or > Longest) throw new ArgumentException($"'{word}' has {word.Length} characters, expected 1 to {Longest}.", nameof(words));
            _begins[word[0]] |= (byte)(1 << (word.Length - 1));
        }

        _words = classes.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Marks every class that has a word in the text.</summary>
    internal void Find(ReadOnlySpan<char> text, Span<bool> found)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var begins = _begins[text[i]];
            for (var length = 1; begins != 0 && i + length <= text.Length; length++, begins >>= 1)
            {
                if ((begins & 1) == 0 || !_words.TryGetValue(text.Slice(i, length), out var classes)) continue;
                foreach (var c in classes) found[c] = true;
            }
        }
    }
}
