namespace Monitor.Bench.Corpus;

/// <summary>One row of the table: how far a parser answers as the corpus expects.</summary>
/// <param name="Row">Stable name; tests hold floors by it.</param>
/// <param name="Value">Share that is right, 0..1 (or mean F1).</param>
/// <param name="Cases">How many were compared.</param>
/// <param name="Aim">What was set out to be reached; null = none.</param>
/// <param name="Peer">Best measured elsewhere, for the reader.</param>
internal sealed record Score(string Row, double Value, int Cases, double? Aim, string Peer)
{
    /// <summary>What is not right, one line each, for whoever looks for the cause.</summary>
    public IReadOnlyList<string> Misses { get; init; } = [];

    public string Note { get; init; } = "";
}

/// <summary>Counts right and wrong and remembers what was wrong.</summary>
internal sealed class Tally
{
    private readonly List<string> _misses = [];

    public int All { get; private set; }

    public double Right { get; private set; }

    public void Add(bool right, Func<string> miss) => Add(right ? 1 : 0, miss);

    public void Add(double share, Func<string> miss)
    {
        All++;
        Right += share;
        if (share < 1) _misses.Add(miss());
    }

    public Score As(string row, double? aim, string peer, string note = "") =>
        new(row, All == 0 ? 0 : Right / All, All, aim, peer) { Misses = _misses, Note = note };
}
