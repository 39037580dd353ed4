namespace Monitor.Analysis.Detectors.Statistics;

/// <summary>One past count with its weight in the mean.</summary>
internal readonly record struct Weighted(double Count, double Weight);

/// <summary>
/// Means in which earlier bursts count little: past counts whose Anscombe residual exceeds 2.58 get its inverse square as weight (Noufaily et
/// al., Statistics in Medicine 32, 2013, who raised the threshold of Farrington et al. from 1; the EARS-t of Unkel's epitweetr does alike).
/// </summary>
internal static class Robust
{
    private const double Outlying = 2.58;

    /// <summary>Weight of a past count when this mean and dispersion are usual; only too much is suspicious, not too little.</summary>
    public static double Weight(double count, double mean, double dispersion)
    {
        if (mean <= 0 || count <= mean) return 1;
        var residual = Residual(count, mean) / Math.Sqrt(dispersion);
        return residual <= Outlying ? 1 : Outlying * Outlying / (residual * residual);
    }

    /// <summary>Anscombe's: near normal with variance one where counts follow Poisson's law.</summary>
    public static double Residual(double count, double mean) => 1.5 * (Math.Pow(count, 2.0 / 3) - Math.Pow(mean, 2.0 / 3)) / Math.Pow(mean, 1.0 / 6);

    /// <summary>Starts from the median, which half the counts cannot move, and lets it settle in three rounds.</summary>
    public static double Mean(IReadOnlyList<Weighted> counts, double dispersion)
    {
        // Half a post keeps a median of zero from making every single post an outlier.
        var mean = Math.Max(0.5, Median(counts));
        for (var round = 0; round < 3; round++)
        {
            double sum = 0, weight = 0;
            foreach (var c in counts)
            {
                var w = c.Weight * Weight(c.Count, Math.Max(0.5, mean), dispersion);
                sum += w * c.Count;
                weight += w;
            }

            mean = sum / weight;
        }

        return mean;
    }

    private static double Median(IReadOnlyList<Weighted> counts)
    {
        var sorted = counts.Select(c => c.Count).Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
