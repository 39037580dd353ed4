namespace Monitor.Alerts.Split;

/// <summary>A head and a body as one message, or as numbered ones that each carry the head and fit the limit.</summary>
internal static class NumberedParts
{
    /// <summary>Room a head may take; what is beyond stands in the body's first line anyway.</summary>
    private const int MostHead = 360;

    /// <param name="head">One line with the level in words.</param>
    /// <param name="body">Text.</param>
    /// <param name="limit">Weight no rendered part exceeds.</param>
    /// <param name="weigh">The channel's way to count.</param>
    /// <param name="render">Joins head and body; adds the same around every body.</param>
    public static IReadOnlyList<(string Head, string Text)> Of(string head, string body, int limit, Func<string, int> weigh, Func<string, string, string> render)
    {
        head = TextSplit.Head(head, MostHead, weigh);
        if (weigh(render(head, body)) <= limit) return [(head, render(head, body))];
        var pieces = TextSplit.Cut(body, limit - weigh(render(head + Number(999, 999), "")), weigh);
        return [.. pieces.Select((piece, i) => (Head: head + Number(i + 1, pieces.Count), Piece: piece)).Select(p => (p.Head, render(p.Head, p.Piece)))];
    }

    private static string Number(int part, int of) => $" ({part}/{of})";
}
