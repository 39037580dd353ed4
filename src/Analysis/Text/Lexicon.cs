using System.Collections.Frozen;
using System.Text;

namespace Monitor.Analysis.Text;

/// <summary>
/// Words grouped by what they have in common for these judgements: kinds of sources, of feelings, of things at an exam.
/// One class a line, <c>name: word word ...</c>; words of one to five characters as the normaliser leaves them.
/// </summary>
internal sealed class Lexicon
{
    /// <summary>Places kept for classes in the model format.</summary>
    internal const int MostClasses = 208;

    private const int Longest = 5;

    private readonly FrozenDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> _words;

    /// <summary>Bit k of a character's byte: some word of k + 1 characters begins with it. Most positions end here.</summary>
    private readonly byte[] _begins = new byte[char.MaxValue + 1];

    private Lexicon(IReadOnlyList<string> classes, Dictionary<string, List<int>> words)
    {
        Classes = classes;
        foreach (var word in words.Keys) _begins[word[0]] |= (byte)(1 << (word.Length - 1));
        _words = words.ToFrozenDictionary(w => w.Key, w => w.Value.ToArray(), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    internal static Lexicon Shipped { get; } = Load();

    internal IReadOnlyList<string> Classes { get; }

    /// <summary>Appends <paramref name="offset"/> plus the number of every class that has a word in the text, each once.</summary>
    internal int Find(ReadOnlySpan<char> text, int[] into, int count, int offset)
    {
        Span<bool> found = stackalloc bool[MostClasses];
        for (var i = 0; i < text.Length; i++)
        {
            var begins = _begins[text[i]];
            for (var length = 1; begins != 0 && length <= Longest && i + length <= text.Length; length++, begins >>= 1)
            {
                if ((begins & 1) == 0 || !_words.TryGetValue(text.Slice(i, length), out var classes)) continue;
                foreach (var c in classes)
                {
                    if (found[c]) continue;
                    found[c] = true;
                    into[count++] = offset + c;
                }
            }
        }

        return count;
    }

    internal static Lexicon Read(TextReader reader)
    {
        var classes = new List<string>();
        var words = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.Length == 0) continue;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || classes.Count == MostClasses) throw new InvalidDataException($"lexicon line {number}: expected 'class: words', at most {MostClasses} classes.");
            foreach (var word in line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var plain = TextNormaliser.Normalise(word);
                if (plain.Length is < 1 or > Longest) continue;
                if (!words.TryGetValue(plain, out var of)) words[plain] = of = [];
                if (!of.Contains(classes.Count)) of.Add(classes.Count);
            }

            classes.Add(line[..colon]);
        }

        return new Lexicon(classes, words);
    }

    private static Lexicon Load()
    {
        using var stream = typeof(Lexicon).Assembly.GetManifestResourceStream("text/lexicon.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Read(reader);
    }
}
