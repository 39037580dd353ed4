using Monitor.Core.Judgements;

namespace Monitor.Host.Board.Markup;

/// <summary>Marks the words of a text that a judgement quoted.</summary>
internal static class Spans
{
    public static Html Mark(string text, IReadOnlyList<Reason> reasons)
    {
        var marked = new bool[text.Length];
        foreach (var quote in reasons.Select(r => r.Text).Where(q => q.Length > 0))
        {
            for (var at = text.IndexOf(quote, StringComparison.Ordinal); at >= 0; at = text.IndexOf(quote, at + quote.Length, StringComparison.Ordinal))
                Array.Fill(marked, true, at, quote.Length);
        }

        return $"{Runs(text, marked)}";
    }

    private static IEnumerable<Html> Runs(string text, bool[] marked)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = start + 1;
            while (end < text.Length && marked[end] == marked[start]) end++;
            var run = text[start..end];
            yield return marked[start] ? (Html)$"<mark>{run}</mark>" : $"{run}";
            start = end;
        }
    }
}
