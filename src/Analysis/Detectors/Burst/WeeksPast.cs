using Monitor.Analysis.Detectors.Statistics;

namespace Monitor.Analysis.Detectors.Burst;

/// <summary>
/// What the same hour of the week was like in the weeks before: the hours within ninety minutes count, the nearer the more (the half-window of
/// Noufaily et al. 2013, in hours instead of weeks). Today's level lifts it, so that the whole of an exam day is not one burst.
/// </summary>
internal sealed class WeeksPast
{
    private const int Week = 24 * 7;
    private const int Weeks = 4;
    private const double Reach = 1.5;

    private readonly HourSeries _series;
    private readonly IReadOnlyDictionary<long, int> _counts;
    private readonly Scatter _scatter;
    private readonly int _minWeeks;

    public WeeksPast(HourSeries series, IReadOnlyDictionary<long, int> counts, DateTimeOffset now, int minWeeks)
    {
        (_series, _counts, _minWeeks) = (series, counts, minWeeks);
        _scatter = Scatter.Of(HoursOfTheWeek(HourSeries.HourOf(now) - 24));
    }

    /// <summary>Null where too few weeks were watched at this hour.</summary>
    /// <param name="middle">Middle of the bucket asked for.</param>
    /// <param name="level">At least one: how much more than usual today has brought so far.</param>
    public Expectation? Expect(DateTimeOffset middle, TimeSpan bucket, double level)
    {
        var (counts, weeks) = Near(middle);
        if (weeks < _minWeeks) return null;
        var weight = counts.Sum(c => c.Weight);
        var effective = weight * weight / counts.Sum(c => c.Weight * c.Weight);
        return Expectation.From(Robust.Mean(counts, _scatter.Ratio), effective, bucket.TotalHours, level, _scatter, counts.Count, $"此前 {weeks} 周同星期同时段");
    }

    /// <summary>What was counted in a recent stretch against what is usual then; a calmer day than usual stays at one.</summary>
    public double Level(int counted, DateTimeOffset from, DateTimeOffset until)
    {
        var usual = 0.0;
        var step = TimeSpan.FromMinutes(30);
        for (var at = from; at < until; at += step)
            usual += (Expect(at + (step / 2), step, 1)?.Law.Mean ?? 0) * Math.Min(1, (until - at) / step);
        // Chance alone lifts half of all stretches; only what goes beyond one standard error is today's level.
        return Math.Max(1, (counted + 0.5 - Math.Sqrt(_scatter.Ratio * usual)) / (usual + 0.5));
    }

    private (List<Weighted> Counts, int Weeks) Near(DateTimeOffset middle)
    {
        var exact = middle.ToUnixTimeSeconds() / 3600.0;
        var counts = new List<Weighted>();
        var weeks = 0;
        for (var back = Week; back <= Weeks * Week; back += Week)
        {
            var before = counts.Count;
            for (var hour = (long)Math.Floor(exact - back - Reach); hour <= exact - back + Reach; hour++)
            {
                var near = 1 - (Math.Abs(hour + 0.5 - (exact - back)) / Reach);
                if (near > 0.01 && _series.Watched.Contains(hour)) counts.Add(new Weighted(_counts.GetValueOrDefault(hour), near));
            }

            if (counts.Count - before > 1) weeks++;
        }

        return (counts, weeks);
    }

    private IReadOnlyList<IReadOnlyList<Weighted>> HoursOfTheWeek(long until) =>
        [.. _series.Watched.Where(h => h < until).GroupBy(h => h % Week).Select(g => (IReadOnlyList<Weighted>)[.. g.Select(h => new Weighted(_counts.GetValueOrDefault(h), 1))])];
}
