namespace Monitor.Collectors.Probes.Lookalike;

/// <summary>Names that come of typing: what fingers and memories get wrong.</summary>
internal static class Typing
{
    private static readonly string[] Rows = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];
    private static readonly Dictionary<char, string> Beside = Neighbours();

    public static IEnumerable<string> Omission(string label) => Enumerable.Range(0, label.Length).Select(i => label.Remove(i, 1));

    public static IEnumerable<string> Repetition(string label) => Enumerable.Range(0, label.Length).Where(i => char.IsAsciiLetterOrDigit(label[i])).Select(i => label.Insert(i, label[i].ToString()));

    public static IEnumerable<string> Transposition(string label) => Enumerable.Range(0, Math.Max(0, label.Length - 1)).Select(i => $"{label[..i]}{label[i + 1]}{label[i]}{label[(i + 2)..]}");

    /// <summary>The key beside the right one.</summary>
    public static IEnumerable<string> Replacement(string label) => At(label, (i, c) => Beside.GetValueOrDefault(c, "").Select(n => $"{label[..i]}{n}{label[(i + 1)..]}"));

    /// <summary>The key beside as well, before or after.</summary>
    public static IEnumerable<string> Insertion(string label) => At(label, (i, c) => Beside.GetValueOrDefault(c, "").SelectMany(n => new[] { label.Insert(i, n.ToString()), label.Insert(i + 1, n.ToString()) }));

    public static IEnumerable<string> VowelSwap(string label) => At(label, (i, c) => "aeiou".Contains(c) ? "aeiou".Where(v => v != c).Select(v => $"{label[..i]}{v}{label[(i + 1)..]}") : []);

    /// <summary>One bit fallen over in memory or on the way (bitsquatting).</summary>
    public static IEnumerable<string> Bitsquat(string label) => At(label, (i, c) => Enumerable.Range(0, 7).Select(b => $"{label[..i]}{(char)(c ^ (1 << b))}{label[(i + 1)..]}"));

    public static IEnumerable<string> Hyphenation(string label) => Enumerable.Range(1, Math.Max(0, label.Length - 1)).Select(i => label.Insert(i, "-")).Concat(label.Contains('-') ? [label.Replace("-", "", StringComparison.Ordinal)] : []);

    /// <summary>Another number in the same place: 2026 for 2025.</summary>
    public static IEnumerable<string> DigitSwap(string label) => At(label, (i, c) => char.IsAsciiDigit(c) ? "0123456789".Where(d => d != c).Select(d => $"{label[..i]}{d}{label[(i + 1)..]}") : []);

    private static IEnumerable<string> At(string label, Func<int, char, IEnumerable<string>> make) => Enumerable.Range(0, label.Length).SelectMany(i => make(i, label[i]));

    private static Dictionary<char, string> Neighbours()
    {
        var made = new Dictionary<char, string>();
        for (var row = 0; row < Rows.Length; row++)
            for (var at = 0; at < Rows[row].Length; at++)
            {
                // Each row stands half a key to the right of the one above.
                var keys = new[] { (row, at - 1), (row, at + 1), (row - 1, at), (row - 1, at + 1), (row + 1, at - 1), (row + 1, at) };
                made[Rows[row][at]] = string.Concat(keys.Where(k => k.Item1 >= 0 && k.Item1 < Rows.Length && k.Item2 >= 0 && k.Item2 < Rows[k.Item1].Length).Select(k => Rows[k.Item1][k.Item2]));
            }

        return made;
    }
}
