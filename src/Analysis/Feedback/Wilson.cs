namespace Monitor.Analysis.Feedback;

/// <summary>
/// Interval of a share seen in few trials (Wilson 1927, "Probable inference, the law of succession, and statistical inference"). Unlike the
/// textbook interval it stays within 0..1 and says something after three trials.
/// </summary>
public static class Wilson
{
    /// <summary>95 %.</summary>
    private const double Z = 1.959964;

    /// <param name="hits">0..<paramref name="trials"/>.</param>
    /// <returns>Lower and upper end, 0..1; the whole of it without a trial.</returns>
    public static (double Low, double High) Interval(int hits, int trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, trials);
        if (trials == 0) return (0, 1);
        double n = trials;
        var share = hits / n;
        var centre = (share + (Z * Z / (2 * n))) / (1 + (Z * Z / n));
        var half = Z / (1 + (Z * Z / n)) * Math.Sqrt((share * (1 - share) / n) + (Z * Z / (4 * n * n)));
        return (Math.Max(0, centre - half), Math.Min(1, centre + half));
    }
}
