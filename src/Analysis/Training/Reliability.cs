namespace Monitor.Analysis.Training;

/// <summary>Posts whose score lies in one tenth, what the scores say on average, and how many it is true of.</summary>
internal sealed record ReliabilityBin(double From, int Posts, double Said, double True);

/// <summary>Whether a score comes true as often as it says (Niculescu-Mizil and Caruana 2005).</summary>
internal static class Reliability
{
    private const int Bins = 10;

    internal static IReadOnlyList<ReliabilityBin> Of(IEnumerable<(double Score, bool True)> rows) =>
        [.. rows.GroupBy(r => Math.Min(Bins - 1, (int)(r.Score * Bins))).OrderBy(g => g.Key)
            .Select(g => new ReliabilityBin(g.Key / (double)Bins, g.Count(), g.Average(r => r.Score), g.Count(r => r.True) / (double)g.Count()))];

    /// <summary>Expected calibration error: mean distance of what is said from what is true, weighted by posts.</summary>
    internal static double Error(IReadOnlyList<ReliabilityBin> bins) =>
        bins.Sum(b => b.Posts * Math.Abs(b.Said - b.True)) / Math.Max(1, bins.Sum(b => b.Posts));
}
