namespace Monitor.Analysis.Detectors.Statistics;

/// <summary>
/// How much more counts scatter than Poisson's law says, pooled over groups that share a mean: the Pearson statistic over its degrees of freedom
/// (variance = ratio · mean) and the moment estimate of the quadratic part (variance = mean + excess · mean²). The first suits many small clumps,
/// the second a pace that itself wavers; callers take the larger. Neither is ever below Poisson.
/// </summary>
internal readonly record struct Scatter(double Ratio, double Excess)
{
    private const int Rounds = 6;

    /// <summary>Median of the squared standard normal.</summary>
    private const double MedianOfChiSquare = 0.4549;

    public static Scatter Poisson { get; } = new(1, 0);

    public double At(double mean) => Math.Max(Ratio, 1 + (Excess * mean));

    /// <summary>
    /// Starts from the median of the squared residuals, which no burst can lift (a mean would: bursts then hide behind the scatter they make),
    /// and lets the weighted estimate settle from there.
    /// </summary>
    public static Scatter Of(IReadOnlyList<IReadOnlyList<Weighted>> groups)
    {
        var shared = groups.Where(g => g.Count > 1).ToList();
        var scatter = new Scatter(Typical(shared), 0);
        for (var round = 0; round < Rounds; round++)
        {
            var before = scatter;
            scatter = Measure(shared, (count, mean) => Robust.Weight(count, mean, before.At(mean)));
        }

        return scatter;
    }

    private static double Typical(List<IReadOnlyList<Weighted>> groups)
    {
        var squares = new List<double>();
        foreach (var group in groups)
        {
            var mean = Robust.Mean(group, 1);
            if (mean < 0.5) continue;
            // A mean of few counts lies nearer to each of them than the true one.
            squares.AddRange(group.Select(c => Robust.Residual(c.Count, mean)).Select(r => r * r * group.Count / (group.Count - 1)));
        }

        squares.Sort();
        return squares.Count == 0 ? 1 : Math.Max(1, squares[squares.Count / 2] / MedianOfChiSquare);
    }

    private static Scatter Measure(List<IReadOnlyList<Weighted>> groups, Func<double, double, double> weigh)
    {
        double pearson = 0, freedom = 0, excess = 0, squares = 0;
        foreach (var group in groups)
        {
            var robust = Math.Max(0.5, Robust.Mean(group, 1));
            double weight = 0, sum = 0;
            foreach (var c in group)
            {
                var w = weigh(c.Count, robust);
                weight += w;
                sum += w * c.Count;
            }

            var mean = sum / weight;
            if (mean <= 0) continue;
            var deviation = group.Sum(c => weigh(c.Count, robust) * (c.Count - mean) * (c.Count - mean));
            pearson += deviation / mean;
            freedom += weight - 1;
            excess += (deviation * group.Count / (group.Count - 1)) - (weight * mean);
            squares += weight * mean * mean;
        }

        return freedom <= 0 ? Poisson : new Scatter(Math.Max(1, pearson / freedom), squares <= 0 ? 0 : Math.Max(0, excess / squares));
    }
}
