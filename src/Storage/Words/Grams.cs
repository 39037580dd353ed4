using System.Globalization;
using System.Text;

namespace Monitor.Storage.Words;

/// <summary>
/// Cuts text for the full-text index: every run of letters without spaces (Chinese) into overlapping pairs plus its last character,
/// every run of ASCII letters and digits into one lower-case word. So two-character words are found exactly, one-character words by prefix.
/// </summary>
internal static class Grams
{
    public static string Index(string text) => string.Join(' ', Terms(text));

    /// <summary>The entries themselves, each once.</summary>
    public static IReadOnlySet<string> Terms(string text)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var run in Runs(text))
        {
            if (char.IsAscii(run[0]))
            {
                seen.Add(run);
                continue;
            }

            var units = Units(run);
            for (var i = 0; i < units.Count; i++) seen.Add(i + 1 < units.Count ? units[i] + units[i + 1] : units[i]);
        }

        return seen;
    }

    /// <summary>An FTS5 expression that a matching text must satisfy; null when the words hold nothing to look up. Never contains the user's own syntax.</summary>
    public static string? Query(string words)
    {
        var terms = Wanted(words);
        return terms.Count == 0 ? null : string.Join(" AND ", terms.Select(t => $"\"{t.Term}\"{(t.Begins ? "*" : "")}"));
    }

    /// <summary>Entries that a matching text must have, or, where <c>Begins</c>, one that begins so. Letters and digits only.</summary>
    public static IReadOnlyList<(string Term, bool Begins)> Wanted(string words)
    {
        var terms = new List<(string, bool)>();
        foreach (var run in Runs(words))
        {
            var units = char.IsAscii(run[0]) ? [run] : Units(run);
            if (units.Count == 1) terms.Add((units[0], true));
            else for (var i = 0; i + 1 < units.Count; i++) terms.Add((units[i] + units[i + 1], false));
        }

        return [.. terms.Distinct()];
    }

    /// <summary>Form in which words and text are compared.</summary>
    public static string Fold(string text) => Paired(text).Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    /// <summary>Half a surrogate pair, which a query may hold, cannot be normalised.</summary>
    private static string Paired(string text)
    {
        var broken = text.AsSpan();
        while (!broken.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(broken, out _, out var used) != System.Buffers.OperationStatus.Done)
                return string.Concat(text.EnumerateRunes().Select(r => r.ToString()));
            broken = broken[used..];
        }

        return text;
    }

    private static IEnumerable<string> Runs(string text)
    {
        var folded = Fold(text);
        var start = -1;
        for (var i = 0; i <= folded.Length; i++)
        {
            var inside = i < folded.Length && IsWord(folded, i);
            if (start >= 0 && (!inside || char.IsAscii(folded[i]) != char.IsAscii(folded[start])))
            {
                yield return folded[start..i];
                start = -1;
            }

            if (inside && start < 0) start = i;
        }
    }

    private static bool IsWord(string text, int i) =>
        char.IsLetterOrDigit(text, char.IsLowSurrogate(text[i]) && i > 0 && char.IsHighSurrogate(text[i - 1]) ? i - 1 : i);

    private static List<string> Units(string run)
    {
        var units = new List<string>(run.Length);
        for (var e = StringInfo.GetTextElementEnumerator(run); e.MoveNext();) units.Add(e.GetTextElement());
        return units;
    }
}
