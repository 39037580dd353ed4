namespace Monitor.Collectors.Probes.Capacity;

/// <summary>
/// Whether readings rise, and when they would be full. The slope is Theil's and Sen's (the median over all pairs), which a quarter of wrong readings does not move;
/// that it rises at all is asked of Mann and Kendall, so that noise is no trend.
/// </summary>
/// <param name="PerHour">Shares of the limit an hour.</param>
/// <param name="FullIn">From the last reading; zero when it is full by the fitted line.</param>
internal readonly record struct Trend(double PerHour, TimeSpan FullIn)
{
    /// <summary>Fewer readings are no trend.</summary>
    public const int Fewest = 10;

    /// <summary>One-sided chance of 1 in 1,000 that readings in no order look so.</summary>
    private const double Z = 3.09;

    /// <summary>A rise of less over the readings is left alone, however steady: at a twentieth of the limit nobody acts.</summary>
    private const double LeastRise = 0.05;

    /// <summary>A fall to less than this share of what was, that lasts, is a restart or a clearing: what was before says nothing of what comes.</summary>
    private const double Drop = 0.5;

    /// <param name="readings">Oldest first.</param>
    /// <param name="span">Shortest time the readings must cover.</param>
    public static Trend? Of(IReadOnlyList<Reading> readings, TimeSpan span)
    {
        var since = SinceDrop(readings);
        if (since.Count < Fewest || since[^1].At - since[0].At < span) return null;
        var (slope, score) = Slope(since);
        var n = (double)since.Count;
        var deviation = Math.Sqrt((n * (n - 1) * ((2 * n) + 5) - Ties(since)) / 18);
        if (slope <= 0 || deviation <= 0 || (score - 1) / deviation < Z) return null;
        var hours = (since[^1].At - since[0].At).TotalHours;
        if (slope * hours < LeastRise) return null;

        // The line goes through the medians: a last reading that jumped does not say when it is full.
        var level = Median([.. since.Select(r => r.Share + (slope * (since[^1].At - r.At).TotalHours))]);
        return new Trend(slope, TimeSpan.FromHours(Math.Clamp((1 - level) / slope, 0, 24 * 365)));
    }

    /// <summary>Readings after the last lasting drop, single outliers smoothed away for the search.</summary>
    private static IReadOnlyList<Reading> SinceDrop(IReadOnlyList<Reading> readings)
    {
        if (readings.Count < 3) return readings;
        var smooth = new double[readings.Count];
        for (var i = 0; i < smooth.Length; i++)
            smooth[i] = Median([readings[Math.Max(0, i - 1)].Share, readings[i].Share, readings[Math.Min(smooth.Length - 1, i + 1)].Share]);
        var from = 0;
        for (var i = 1; i < smooth.Length; i++)
            if (smooth[i] < smooth[i - 1] * Drop) from = i;
        return from == 0 ? readings : [.. readings.Skip(from)];
    }

    /// <returns>Median slope per hour, and how many more pairs rise than fall.</returns>
    private static (double Slope, double Score) Slope(IReadOnlyList<Reading> readings)
    {
        List<double> slopes = new(readings.Count * (readings.Count - 1) / 2);
        var score = 0;
        for (var i = 0; i < readings.Count; i++)
        {
            for (var k = i + 1; k < readings.Count; k++)
            {
                var hours = (readings[k].At - readings[i].At).TotalHours;
                if (hours > 0) slopes.Add((readings[k].Share - readings[i].Share) / hours);
                score += Math.Sign(readings[k].Share - readings[i].Share);
            }
        }

        return (slopes.Count > 0 ? Median(slopes) : 0, score);
    }

    private static double Ties(IReadOnlyList<Reading> readings) =>
        readings.GroupBy(r => r.Share).Select(g => (double)g.Count()).Where(t => t > 1).Sum(t => t * (t - 1) * ((2 * t) + 5));

    private static double Median(List<double> values)
    {
        values.Sort();
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
