using Monitor.Analysis.Detectors.Statistics;

namespace Monitor.Analysis.Detectors.Burst;

/// <summary>
/// What the earlier buckets of the same day make likely, for as long as there are not enough weeks. The recent mean follows the hour of day;
/// the scatter over the whole day holds its rise and fall, which makes this basis careful rather than sharp.
/// </summary>
internal static class DayPast
{
    private const int Recent = 8;

    /// <param name="counts">Newest first.</param>
    /// <param name="lasting">A burst is under way, which must not become its own normal: only the robust mean of the day counts.</param>
    public static Expectation Expect(IReadOnlyList<int> counts, bool lasting)
    {
        var all = counts.Select(c => new Weighted(c, 1)).ToList();
        // The quadratic part is left out: over one day it mostly measures the day's own rise and fall, which the ratio holds already.
        var scatter = Scatter.Of([all]) with { Excess = 0 };
        var basis = $"当天此前 {counts.Count} 个时段";
        var day = Expectation.From(Robust.Mean(all, scatter.Ratio), counts.Count, 1, 1, scatter, counts.Count, basis);
        if (lasting || counts.Count <= Recent) return day;

        var recent = Expectation.From(counts.Take(Recent).Average(), Recent, 1, 1, scatter, counts.Count, basis);
        return recent.Law.Mean > day.Law.Mean ? recent : day;
    }
}
