using System.Runtime.InteropServices;
using System.Text;

namespace Monitor.Bench.Corpus;

/// <summary>Agreement of two texts by runs of four tokens; each han character is a token, other words are tokens, punctuation is none.</summary>
internal static class Grams
{
    private const int Run = 4;

    public static double F1(string want, string got)
    {
        var (common, wanted, found) = Count(want, got);
        return wanted + found == 0 ? 1 : 2.0 * common / (wanted + found);
    }

    public static double Recall(string want, string got)
    {
        var (common, wanted, _) = Count(want, got);
        return wanted == 0 ? 1 : (double)common / wanted;
    }

    private static (int Common, int Wanted, int Found) Count(string want, string got)
    {
        var bag = new Dictionary<string, int>(StringComparer.Ordinal);
        var (wanted, found, common) = (0, 0, 0);
        foreach (var gram in Of(want))
        {
            wanted++;
            CollectionsMarshal.GetValueRefOrAddDefault(bag, gram, out _)++;
        }

        foreach (var gram in Of(got))
        {
            found++;
            if (!bag.TryGetValue(gram, out var left) || left == 0) continue;
            bag[gram] = left - 1;
            common++;
        }

        return (common, wanted, found);
    }

    private static IEnumerable<string> Of(string text)
    {
        var tokens = Tokens(text).ToList();
        // A text shorter than a run is one run.
        if (tokens.Count is > 0 and < Run) yield return string.Join(' ', tokens);
        for (var i = 0; i + Run <= tokens.Count; i++) yield return string.Join(' ', tokens.GetRange(i, Run));
    }

    private static IEnumerable<string> Tokens(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            var han = IsHan(rune.Value);
            if (!han && Rune.IsLetterOrDigit(rune))
            {
                word.Append(Rune.ToLowerInvariant(rune).ToString());
                continue;
            }

            if (word.Length > 0) yield return word.ToString();
            word.Clear();
            if (han) yield return rune.ToString();
        }

        if (word.Length > 0) yield return word.ToString();
    }

    private static bool IsHan(int c) => c is (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
