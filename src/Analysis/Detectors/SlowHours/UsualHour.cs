using Monitor.Analysis.Detectors.Statistics;
using Monitor.Core.Probes;

namespace Monitor.Analysis.Detectors.SlowHours;

/// <summary>What this hour of the day usually takes: the median of the days' medians and how far they scatter about it.</summary>
/// <param name="Median">Milliseconds.</param>
/// <param name="Spread">Milliseconds, as a standard deviation.</param>
internal sealed record UsualHour(double Median, double Spread, int Days, bool SameWeekday)
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <returns>Null while too few days are known.</returns>
    public static UsualHour? Of(IReadOnlyList<ProbeBucket> hours, DateTimeOffset now, SlowHoursOptions options)
    {
        var enough = hours.Where(h => h.Latency.Count >= options.MinSamples).ToList();
        var weekday = now.ToOffset(Beijing).DayOfWeek;
        var same = enough.Where(h => h.At.ToOffset(Beijing).DayOfWeek == weekday).ToList();
        var chosen = same.Count >= options.MinSameWeekday ? same : enough;
        if (chosen.Count == enough.Count && enough.Count < options.MinDays) return null;
        var medians = chosen.Select(h => h.Latency.Quantile(0.5)).OfType<double>().ToList();
        var (median, spread) = Middle.Of(medians);
        // Durations are kept on a scale whose steps are a fifth wide: what scatters less cannot be seen.
        return new UsualHour(median, Math.Max(spread, median / 10), medians.Count, chosen.Count == same.Count);
    }
}
