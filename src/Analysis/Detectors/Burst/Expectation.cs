using Monitor.Analysis.Detectors.Statistics;

namespace Monitor.Analysis.Detectors.Burst;

/// <summary>What is usual for one bucket of time now.</summary>
/// <param name="Law">Predictive law of the count: it also holds how badly the mean is known from so few past counts.</param>
/// <param name="Samples">Past hours or buckets behind it.</param>
/// <param name="Basis">In Chinese: what it was learnt from.</param>
internal sealed record Expectation(CountLaw Law, int Samples, string Basis)
{
    /// <summary>
    /// From a weighted mean. Half a post is added (Jeffreys' prior), and the dispersion grows by the share the mean's own variance has in the
    /// prediction; for Poisson counts that is exactly the Bayesian predictive law.
    /// </summary>
    /// <param name="mean">Weighted mean of the past counts, per unit of theirs.</param>
    /// <param name="effective">Past counts it is worth.</param>
    /// <param name="unit">What a bucket is of a past count's stretch of time.</param>
    /// <param name="level">How much more than usual today has brought so far.</param>
    /// <param name="scatter">As measured over past counts; a shorter bucket is not believed to scatter less.</param>
    public static Expectation From(double mean, double effective, double unit, double level, Scatter scatter, int samples, string basis)
    {
        var smoothed = (mean + (0.5 / effective)) * level;
        var dispersion = scatter.At(smoothed * Math.Max(1, unit)) * (1 + (unit * level / effective));
        return new Expectation(new CountLaw(smoothed * unit, dispersion), samples, basis);
    }
}
