using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Core.Judgements;

namespace Monitor.Analysis.Detectors.Burst;

/// <summary>When a count is more than chance, the hour and the weekday explain.</summary>
public sealed record BurstOptions
{
    [Description("Posts are counted over this long, one minute to six hours; well above the sources' intervals."), Range(typeof(TimeSpan), "00:01:00", "06:00:00")]
    public TimeSpan Bucket { get; init; } = TimeSpan.FromMinutes(15);

    [Description("Moods that are watched, each topic's posts by themselves.")]
    public IReadOnlyList<SentimentLabel> Sentiments { get; init; } = [SentimentLabel.Negative];

    [Description("Weeks watched at this hour of the week before they are the measure; until then it is the day so far."), Range(2, 4)]
    public int MinWeeks { get; init; } = 3;

    [Description("Buckets left out between the day so far and now, so a burst's own start is not its baseline (as in EARS C2)."), Range(0, 48)]
    public int Guard { get; init; } = 2;

    [Description("Buckets of the day needed before anything is said without weeks."), Range(2, 1000)]
    public int MinBaseline { get; init; } = 8;

    [Description("False alarms to expect a day, at most, over all topics when nothing happens."), Range(0.0001, 100)]
    public double FalseAlarmsPerDay { get; init; } = 0.2;

    [Description("Fewer posts than this never fire."), Range(1, 1_000_000)]
    public int MinCount { get; init; } = 8;

    [Description("Fewer distinct authors than this never fire."), Range(1, 1_000_000)]
    public int MinAuthors { get; init; } = 3;

    [Description("Count from which it is yellow, if at least three times the expected one."), Range(1, 1_000_000)]
    public int YellowCount { get; init; } = 30;

    [Description("Count from which it is orange, if at least five times the expected one."), Range(1, 1_000_000)]
    public int OrangeCount { get; init; } = 100;
}
