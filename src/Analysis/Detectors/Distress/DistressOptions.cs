using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Analysis.Detectors.Distress;

/// <summary>When posts tell of students in distress. The signal holds counts only.</summary>
public sealed record DistressOptions
{
    [Description("Posts are counted over this long, one hour to a day."), Range(typeof(TimeSpan), "01:00:00", "1.00:00:00")]
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(6);

    [Description("Posts from which it is told."), Range(1, 100_000)]
    public int MinPosts { get; init; } = 2;

    [Description("Posts from which it is yellow."), Range(1, 100_000)]
    public int YellowPosts { get; init; } = 10;

    [RegularExpression(@"^.*\S.*$"), Description("Help line named in the advice; 12355 is the national youth line.")]
    public string Hotline { get; init; } = "12355";
}
