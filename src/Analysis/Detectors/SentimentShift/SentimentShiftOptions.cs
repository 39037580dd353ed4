using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Analysis.Detectors.SentimentShift;

/// <summary>When the share of negative posts on a topic is another one than before.</summary>
public sealed record SentimentShiftOptions
{
    [Description("The share is read over this long, thirty minutes to a day."), Range(typeof(TimeSpan), "00:30:00", "1.00:00:00")]
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(2);

    [Description("Posts on the topic needed in the window."), Range(10, 100_000)]
    public int MinPosts { get; init; } = 30;

    [Description("Distinct authors needed in the window."), Range(2, 100_000)]
    public int MinAuthors { get; init; } = 10;

    [Description("Posts on the topic needed in the weeks before."), Range(10, 1_000_000)]
    public int MinReference { get; init; } = 100;

    [Description("Rise of the negative share needed, however certain it is; 0.15 = fifteen percentage points."), Range(0, 1)]
    public double MinRise { get; init; } = 0.15;

    [Description("Rise from which it is yellow."), Range(0, 1)]
    public double YellowRise { get; init; } = 0.35;

    [Description("False alarms to expect a day, at most, over all topics when nothing happens."), Range(0.0001, 100)]
    public double FalseAlarmsPerDay { get; init; } = 0.1;
}
