namespace Monitor.Analysis.Detectors.Statistics;

/// <summary>
/// Distribution of a count with this mean and this ratio of variance to mean: negative binomial (as in Noufaily et al., Statistics in Medicine
/// 32, 2013), Poisson where the ratio is one. Sums are exact.
/// </summary>
/// <param name="Mean">Posts expected; above zero.</param>
/// <param name="Dispersion">Variance divided by mean; below one counts as one.</param>
internal readonly record struct CountLaw(double Mean, double Dispersion)
{
    private const double AlmostPoisson = 1 + 1e-6;

    /// <summary>P(X = count).</summary>
    public double Exactly(int count) => count < 0 ? 0 : Math.Exp(LogExactly(count));

    /// <summary>P(X ≥ count).</summary>
    public double AtLeast(int count)
    {
        if (count <= 0) return 1;
        if (count <= Mean) return Math.Max(0, 1 - Sum(count - 1, -1));
        return Math.Min(1, Sum(count, +1));
    }

    /// <summary>
    /// How often, within one length of a window that slides without pause, the count is expected to climb to this number. Each climb is one
    /// arrival that finds count − 1 posts in the window; for (mixed) Poisson arrivals their rate is count · P(X = count) a window length,
    /// exactly. Windows that overlap are thereby neither counted as independent looks nor forgotten. Never below the chance of one look.
    /// </summary>
    public double ClimbsPerWindow(int count) => count <= Mean + 1 ? 1 : Math.Min(1, Math.Max(count * Exactly(count), AtLeast(count)));

    private double LogExactly(int k)
    {
        if (Mean <= 0) return k == 0 ? 0 : double.NegativeInfinity;
        if (Dispersion < AlmostPoisson) return (k * Math.Log(Mean)) - Mean - Gamma.Log(k + 1);
        var size = Mean / (Dispersion - 1);
        return Gamma.Log(k + size) - Gamma.Log(size) - Gamma.Log(k + 1) - (size * Math.Log(Dispersion)) + (k * Math.Log((Dispersion - 1) / Dispersion));
    }

    private double Sum(int from, int step)
    {
        var sum = 0.0;
        for (var k = from; k >= 0; k += step)
        {
            var term = Exactly(k);
            sum += term;
            if (term <= sum * 1e-15) break;
        }

        return sum;
    }
}
