using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Analysis.Detectors.SlowHours;

/// <summary>When answers are slower than this hour of the day usually brings.</summary>
public sealed record SlowHoursOptions
{
    [Description("The stretch up to now that is compared.")]
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(15);

    [Description("Timed answers in it, and in each hour it is compared with."), Range(3, 10_000)]
    public int MinSamples { get; init; } = 10;

    [Description("Days of the last four weeks that must have such an hour."), Range(3, 28)]
    public int MinDays { get; init; } = 5;

    [Description("With so many of the same weekday only these are compared."), Range(2, 4)]
    public int MinSameWeekday { get; init; } = 3;

    [Description("So many scaled median deviations above the usual median."), Range(1.0, 100.0)]
    public double Deviations { get; init; } = 6;

    [Description("And at least so many milliseconds above it."), Range(1.0, 600_000.0)]
    public double MinExcessMs { get; init; } = 300;

    [Description("And at least so many times it."), Range(1.0, 100.0)]
    public double MinFactor { get; init; } = 1.5;
}
