using System.Collections.Frozen;
using System.Text;
using Monitor.Analysis.Duplicates;

namespace Monitor.Analysis.Text;

/// <summary>
/// The words of a post that tell what it is about, for counting over many posts. Only words of the shipped dictionary are kept, so that no name,
/// number or address of a person can ever become one; which of them come first is told by how rare their characters' pairs are and how often
/// the post says them.
/// </summary>
internal static class Keywords
{
    public const int Most = 10;

    private static readonly FrozenDictionary<string, float> Weights = Load();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Weights.Keys.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Bit k of a character's byte: some word of k + 1 characters begins with it. Most positions end here.</summary>
    private static readonly byte[] Begins = Beginnings();

    public static IReadOnlyCollection<string> Dictionary => Weights.Keys;

    /// <param name="plain">As the normaliser leaves it.</param>
    public static IReadOnlyList<string> Of(ReadOnlySpan<char> plain)
    {
        Dictionary<string, int>? found = null;
        for (var i = 0; i + 1 < plain.Length;)
        {
            if (Match(plain[i..]) is not { } word)
            {
                i++;
                continue;
            }

            found ??= new Dictionary<string, int>(StringComparer.Ordinal);
            found[word] = found.GetValueOrDefault(word) + 1;
            i += word.Length;
        }

        // A word said again weighs more, but a post made of one word repeated is not ten times about it.
        return found is null ? [] : [.. found.OrderByDescending(f => Weights[f.Key] * (1 + Math.Log(f.Value))).ThenBy(f => f.Key, StringComparer.Ordinal).Take(Most).Select(f => f.Key)];
    }

    /// <summary>The longest word that begins here: 志愿填报 is one word and not two.</summary>
    private static string? Match(ReadOnlySpan<char> at)
    {
        var begins = Begins[at[0]];
        if (begins == 0) return null;
        for (var length = Math.Min(8, at.Length); length >= 2; length--)
            if ((begins & (1 << (length - 1))) != 0 && Lookup.TryGetValue(at[..length], out var word)) return word;
        return null;
    }

    private static byte[] Beginnings()
    {
        var begins = new byte[char.MaxValue + 1];
        foreach (var word in Weights.Keys) begins[word[0]] |= (byte)(1 << (word.Length - 1));
        return begins;
    }

    private static FrozenDictionary<string, float> Load()
    {
        using var stream = typeof(Keywords).Assembly.GetManifestResourceStream("text/keywords.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var words = new HashSet<string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
            words.UnionWith(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return words.ToFrozenDictionary(w => w, w => Rarity.Sum(Sketch.Grams(w)), StringComparer.Ordinal);
    }
}
