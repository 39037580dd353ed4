namespace Monitor.Analysis.Drift;

/// <summary>
/// Population stability index: the sum over bins of (now - then) · ln(now / then). By custom below .1 nothing moved, from .25 on the population
/// is another one (Siddiqi 2006, "Credit Risk Scorecards"). Without any change its mean is about (bins - 1)(1/n + 1/m) (Yurdakul 2018,
/// "Statistical properties of population stability index"), so with few posts it says nothing.
/// </summary>
public static class Psi
{
    /// <summary>Added to each bin: an empty one must not make the index infinite.</summary>
    private const double Smoothing = 0.5;

    /// <param name="then">Counts of the reference.</param>
    /// <param name="now">Counts of the same bins.</param>
    public static double Of(IReadOnlyList<int> then, IReadOnlyList<int> now)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(now.Count, then.Count);
        double all = then.Sum() + (Smoothing * then.Count), allNow = now.Sum() + (Smoothing * now.Count);
        var index = 0.0;
        for (var bin = 0; bin < then.Count; bin++)
        {
            var before = (then[bin] + Smoothing) / all;
            var after = (now[bin] + Smoothing) / allNow;
            index += (after - before) * Math.Log(after / before);
        }

        return index;
    }
}
