using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Analysis.Detectors.NegativeBurst;

/// <summary>When a count of negative posts is more than chance and the hour of day explain.</summary>
public sealed record NegativeBurstOptions
{
    [Description("Posts are counted over this long, one minute to six hours."), Range(typeof(TimeSpan), "00:01:00", "06:00:00")]
    public TimeSpan Bucket { get; init; } = TimeSpan.FromMinutes(15);

    [Description("Buckets left out between baseline and now, so a burst's own start is not its baseline (as in EARS C2)."), Range(0, 48)]
    public int Guard { get; init; } = 2;

    [Description("Baseline buckets needed before anything is said."), Range(2, 1000)]
    public int MinBaseline { get; init; } = 8;

    [Description("False alarms to expect a day over all topics when nothing happens."), Range(0.0001, 100)]
    public double FalseAlarmsPerDay { get; init; } = 0.2;

    [Description("Fewer negative posts than this never fire."), Range(1, 1_000_000)]
    public int MinCount { get; init; } = 8;

    [Description("Fewer distinct authors than this never fire."), Range(1, 1_000_000)]
    public int MinAuthors { get; init; } = 3;

    [Description("Relevance from which a post counts."), Range(0, 1)]
    public double MinRelevance { get; init; } = 0.5;

    [Description("Count from which it is yellow, if at least three times the expected one."), Range(1, 1_000_000)]
    public int YellowCount { get; init; } = 30;

    [Description("Count from which it is orange, if at least five times the expected one."), Range(1, 1_000_000)]
    public int OrangeCount { get; init; } = 100;
}
