namespace Monitor.Storage.Words;

/// <summary>
/// The words of a query, folded. A post matches when its text holds every one of them; a word that begins with an ASCII letter or digit
/// must begin a word there too. The index gives candidates that no match is missing from; what it cannot prove is checked in the text.
/// </summary>
internal sealed class SearchWords
{
    private SearchWords(string[] all, string? expression)
    {
        All = all;
        Expression = expression;
        Unproven = [.. all.Where(w => !IsProven(w))];
    }

    public IReadOnlyList<string> All { get; }

    /// <summary>Words that a candidate of the index need not hold.</summary>
    public IReadOnlyList<string> Unproven { get; }

    /// <summary>What to look up in the index; null when no word has a letter or digit, such as an emoji.</summary>
    public string? Expression { get; }

    public static SearchWords Of(string? words) => new(
        Grams.Fold(words ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), words is null ? null : Grams.Query(words));

    public static bool Holds(string text, IReadOnlyList<string> words)
    {
        var folded = Grams.Fold(text);
        foreach (var word in words)
        {
            if (!Holds(folded, word)) return false;
        }

        return true;
    }

    private static bool Holds(string folded, string word)
    {
        for (var i = folded.IndexOf(word, StringComparison.Ordinal); i >= 0; i = folded.IndexOf(word, i + 1, StringComparison.Ordinal))
        {
            if (i == 0 || !char.IsAsciiLetterOrDigit(word[0]) || !char.IsAsciiLetterOrDigit(folded[i - 1])) return true;
        }

        return false;
    }

    /// <summary>One or two Chinese characters are a whole entry of the index, or the beginning of one. Latin is not: the tokenizer drops accents.</summary>
    private static bool IsProven(string word) => word.Length <= 2 && word.All(c => c is >= '\u4E00' and <= '\u9FA5');
}
