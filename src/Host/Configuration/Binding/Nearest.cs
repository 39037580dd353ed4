namespace Monitor.Host.Configuration.Binding;

/// <summary>Guesses what a mistyped word was meant to be.</summary>
internal static class Nearest
{
    /// <summary>" Did you mean 'x'?" or nothing when no choice is near.</summary>
    public static string Suggest(string word, IEnumerable<string> choices)
    {
        var best = choices.Select(c => (Choice: c, Distance: Distance(word.ToLowerInvariant(), c.ToLowerInvariant()))).OrderBy(x => x.Distance).FirstOrDefault();
        return best.Choice is not null && best.Distance <= Math.Max(2, best.Choice.Length / 3) ? $" Did you mean '{best.Choice}'?" : "";
    }

    // Levenshtein with one row; words are short.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
