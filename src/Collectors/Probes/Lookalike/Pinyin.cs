namespace Monitor.Collectors.Probes.Lookalike;

/// <summary>Pinyin without tones: its syllables, its initials, and the sounds that many do not tell apart.</summary>
internal static class Pinyin
{
    private static readonly string[] Initials = ["zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s", "y", "w", ""];

    private static readonly HashSet<string> Finals =
    [
        "a", "o", "e", "i", "u", "v", "ai", "ei", "ao", "ou", "an", "en", "in", "un", "ia", "ie", "iu", "ua", "uo", "ui", "ue", "ve", "er", "ang", "eng", "ing", "ong", "ian", "iao", "uai", "uan", "iang", "iong", "uang",
    ];

    private static readonly (string One, string Other)[] Confused = [("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"), ("l", "n"), ("h", "f"), ("v", "u")];

    /// <summary>Fewest syllables that make up the whole, cut where an apostrophe or a space says so; empty when it is no pinyin.</summary>
    public static IReadOnlyList<string> Syllables(string text)
    {
        List<string> all = [];
        foreach (var part in text.ToLowerInvariant().Split(['\'', ' ', '-'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (Cut(part) is not { } cut) return [];
            all.AddRange(cut);
        }

        return all;
    }

    public static string InitialsOf(IEnumerable<string> syllables) => string.Concat(syllables.Select(s => s[0]));

    /// <summary>The same with one sound put for another of its pair.</summary>
    public static IEnumerable<string> Misheard(IReadOnlyList<string> syllables)
    {
        for (var i = 0; i < syllables.Count; i++)
            foreach (var (one, other) in Confused)
                foreach (var made in Swap(syllables[i], one, other).Concat(Swap(syllables[i], other, one)))
                    if (IsSyllable(made)) yield return string.Concat(syllables.Take(i)) + made + string.Concat(syllables.Skip(i + 1));
    }

    private static IEnumerable<string> Swap(string syllable, string from, string to)
    {
        if (syllable.StartsWith(from, StringComparison.Ordinal)) yield return to + syllable[from.Length..];
        if (syllable.EndsWith(from, StringComparison.Ordinal) && syllable.Length > from.Length) yield return syllable[..^from.Length] + to;
    }

    private static bool IsSyllable(string text) => Initials.Any(i => text.StartsWith(i, StringComparison.Ordinal) && Finals.Contains(text[i.Length..]));

    private static List<string>? Cut(string text)
    {
        if (text.Length > 40) return null;
        var best = new List<string>?[text.Length + 1];
        best[0] = [];
        for (var end = 1; end <= text.Length; end++)
            for (var from = Math.Max(0, end - 6); from < end; from++)
                if (best[from] is { } before && (best[end] is null || before.Count + 1 < best[end]!.Count) && IsSyllable(text[from..end])) best[end] = [.. before, text[from..end]];
        return best[text.Length];
    }
}
