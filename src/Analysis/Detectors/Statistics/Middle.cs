namespace Monitor.Analysis.Detectors.Statistics;

/// <summary>Median, and the median deviation from it scaled to a standard deviation of the normal law (factor 1.4826): neither is moved by less than half the values.</summary>
internal static class Middle
{
    private const double ToDeviation = 1.4826;

    /// <param name="values">At least one.</param>
    public static (double Median, double Spread) Of(IReadOnlyCollection<double> values)
    {
        var median = Median(values);
        return (median, ToDeviation * Median([.. values.Select(v => Math.Abs(v - median))]));
    }

    public static double Median(IReadOnlyCollection<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
