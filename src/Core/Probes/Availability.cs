using Monitor.Core.Season;

namespace Monitor.Core.Probes;

/// <summary>
/// How much of the known time a target served. Each bucket speaks for its length, split as its results are; time without results, time we could
/// not tell and announced maintenance are neither up nor down. Degraded serves.
/// </summary>
/// <param name="Weighted">Time out, in which critical hours count as often as they weigh.</param>
/// <param name="Unknown">Time with results that told nothing.</param>
public sealed record Availability(TimeSpan Good, TimeSpan Bad, TimeSpan Weighted, TimeSpan Unknown)
{
    public static Availability Nothing { get; } = new(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);

    public TimeSpan Known => Good + Bad;

    /// <summary>0..1; null when nothing is known.</summary>
    public double? Share => Known > TimeSpan.Zero ? Good / Known : null;

    /// <summary>How much of the error budget is used, 1 = all; null when nothing is known. Google, Site Reliability Engineering, chapter 3.</summary>
    /// <param name="slo">Share of the known time it is to serve, 0..1, exclusive of 1.</param>
    public double? BudgetUsed(double slo) => Known > TimeSpan.Zero ? Weighted / Known / (1 - slo) : null;

    /// <param name="buckets">Of this target, each <see cref="ProbeBucket.Width"/> long.</param>
    public static Availability Of(TargetDefinition target, ExamSeason season, IEnumerable<ProbeBucket> buckets)
    {
        // Checks farther apart than a bucket speak for the time between them.
        var stretch = target.Interval > ProbeBucket.Width ? target.Interval : ProbeBucket.Width;
        var sum = Nothing;
        foreach (var b in buckets)
        {
            if (b.Known + b.Unknown <= 0 || target.Maintenance.Any(m => m.Contains(b.At))) continue;
            var each = stretch / (b.Known + b.Unknown);
            sum = new(sum.Good + (each * (b.Up + b.Degraded)), sum.Bad + (each * b.Down), sum.Weighted + (each * b.Down * CriticalWindow.At(target, season, b.At)), sum.Unknown + (each * b.Unknown));
        }

        return sum;
    }
}
