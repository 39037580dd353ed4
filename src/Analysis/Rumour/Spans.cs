namespace Monitor.Analysis.Rumour;

/// <summary>A piece of the post's own text and what it pushed.</summary>
internal readonly record struct Span(string Text, double Weight);

/// <summary>Finds the runs of characters that pushed most, for a reader to look at.</summary>
internal static class Spans
{
    private const int Longest = 12;
    private const string Breaks = " ,.!?;:，。、；：…~()（）";

    /// <summary>Non-overlapping runs of two to twelve characters with the largest sums, strongest first.</summary>
    internal static IReadOnlyList<Span> Strongest(string text, float[] pushes, int most, double least)
    {
        var found = new List<Span>(most);
        var free = (float[])pushes.Clone();
        while (found.Count < most && Best(text, free) is { Sum: var sum, From: var from, Until: var until } && sum >= least)
        {
            found.Add(new Span(text[from..until], sum));
            Array.Fill(free, float.NegativeInfinity, from, until - from);
        }

        return found;
    }

    /// <summary>The run with the largest sum (Kadane), not crossing punctuation and not longer than a phrase.</summary>
    private static (double Sum, int From, int Until) Best(string text, float[] pushes)
    {
        (double Sum, int From, int Until) best = (0, 0, 0);
        double sum = 0;
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (Breaks.Contains(text[i], StringComparison.Ordinal) || float.IsNegativeInfinity(pushes[i]) || i - from >= Longest || sum + pushes[i] <= 0)
            {
                (sum, from) = (0, i + 1);
                continue;
            }

            sum += pushes[i];
            if (sum > best.Sum && i > from && !char.IsHighSurrogate(text[i]) && !char.IsLowSurrogate(text[from])) best = (sum, from, i + 1);
        }

        return best;
    }
}
