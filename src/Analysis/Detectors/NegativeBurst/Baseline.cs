namespace Monitor.Analysis.Detectors.NegativeBurst;

/// <summary>
/// What earlier buckets make likely now. The day's mean is trimmed so that one past burst does not hide the next;
/// the recent mean follows the hour of day; overdispersion widens the Poisson test (quasi-Poisson).
/// </summary>
internal sealed record Baseline(int Buckets, double DayMean, double RecentMean, double Dispersion)
{
    private const int RecentBuckets = 8;

    /// <param name="counts">Newest first.</param>
    public static Baseline Of(IReadOnlyList<int> counts)
    {
        var kept = counts.Order().Take(counts.Count - (counts.Count / 10)).ToList();
        var mean = Smoothed(kept);
        var variance = kept.Count > 1 ? kept.Sum(c => (c - mean) * (c - mean)) / (kept.Count - 1) : mean;
        return new Baseline(counts.Count, mean, Smoothed([.. counts.Take(RecentBuckets)]), Math.Max(1, variance / mean));
    }

    /// <summary>Chance of so many posts or more if nothing happened.</summary>
    public double Chance(int count, double expected) => Poisson.AtLeast(count / Dispersion, expected / Dispersion);

    /// <summary>Half a post is added and one standard error allowed for: a short or empty past must not make the first few posts a burst.</summary>
    private static double Smoothed(List<int> counts)
    {
        var mean = (counts.Sum() + 0.5) / counts.Count;
        return mean + Math.Sqrt(mean / counts.Count);
    }
}
