namespace Monitor.Analysis.Duplicates;

/// <summary>
/// Which text stands for a story: the medoid, the one most alike to all others by weighted Jaccard similarity, copies counting each. A
/// fragment has little in common with the rest, and so has a copy with a long comment.
/// </summary>
public static class CentralText
{
    private const int MaxDistinct = 80;

    /// <summary>Index of the most central text, the first of equals. At least one text is needed.</summary>
    public static int Of(IReadOnlyList<string> texts)
    {
        ArgumentOutOfRangeException.ThrowIfZero(texts.Count);
        var distinct = texts.Select((text, index) => (Look: Sighting.Of(text), Text: text, Index: index))
            .GroupBy(t => t.Look.Exact).Select(g => (g.First().Look, Copies: g.Count(), Index: Plainest(g)))
            .OrderByDescending(t => t.Copies).ThenBy(t => t.Index).Take(MaxDistinct).ToList();
        return distinct.MaxBy(a => distinct.Sum(b => b.Copies * Alike(a.Look, b.Look))).Index;
    }

    // Copies differ by chains, links and hashtags; the shortest carries the least of them.
    private static int Plainest(IEnumerable<(Sighting Look, string Text, int Index)> copies) => copies.MinBy(c => c.Text.Length).Index;

    private static double Alike(Sighting a, Sighting b)
    {
        if (a == b) return 1;
        int i = 0, j = 0;
        var common = 0f;
        while (i < a.Grams.Length && j < b.Grams.Length)
        {
            if (a.Grams[i] < b.Grams[j]) i++;
            else if (a.Grams[i] > b.Grams[j]) j++;
            else common += Math.Min(a.Weights[i++], b.Weights[j++]);
        }

        return common == 0 ? 0 : common / (a.Weight + b.Weight - common);
    }
}
