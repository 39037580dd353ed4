using System.Text;

namespace Monitor.Analysis.Text;

/// <summary>
/// Words grouped by what they have in common for these judgements: kinds of sources, of feelings, of things at an exam.
/// One class a line, <c>name: word word ...</c>; words of one to eight characters as the normaliser leaves them.
/// </summary>
internal sealed class Lexicon
{
    /// <summary>Places kept for classes in the model format.</summary>
    internal const int MostClasses = 208;

    private readonly WordTable _words;

    private Lexicon(IReadOnlyList<string> classes, IEnumerable<(string Word, int Class)> words)
    {
        Classes = classes;
        _words = new WordTable(words);
    }

    internal static Lexicon Shipped { get; } = Load();

    internal IReadOnlyList<string> Classes { get; }

    /// <summary>Appends <paramref name="offset"/> plus the number of every class that has a word in the text, each once.</summary>
    internal int Find(ReadOnlySpan<char> text, int[] into, int count, int offset)
    {
        Span<bool> found = stackalloc bool[MostClasses];
        found.Clear();
        _words.Find(text, found);
        for (var c = 0; c < Classes.Count; c++)
        {
            if (found[c]) into[count++] = offset + c;
        }

        return count;
    }

    internal static Lexicon Read(TextReader reader)
    {
        var classes = new List<string>();
        var words = new List<(string, int)>();
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.Length == 0) continue;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || classes.Count == MostClasses) throw new InvalidDataException($"lexicon line {number}: expected 'class: words', at most {MostClasses} classes.");
            foreach (var word in line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var plain = TextNormaliser.Normalise(word);
                if (plain.Length is >= 1 and <= WordTable.Longest) words.Add((plain, classes.Count));
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
