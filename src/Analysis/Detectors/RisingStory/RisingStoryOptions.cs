using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Analysis.Detectors.RisingStory;

/// <summary>When a story grows faster than stories do, though its topic is not yet a burst.</summary>
public sealed record RisingStoryOptions
{
    [Description("Growth is read over this window and the two before it, five minutes to six hours."), Range(typeof(TimeSpan), "00:05:00", "06:00:00")]
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(20);

    [Description("Posts needed in the newest window."), Range(3, 100_000)]
    public int MinPosts { get; init; } = 6;

    [Description("Distinct authors needed in the newest window."), Range(2, 100_000)]
    public int MinAuthors { get; init; } = 4;

    [Description("Sources the story must have reached."), Range(1, 1000)]
    public int MinSources { get; init; } = 2;

    [Description("Share of negative posts from which a story is watched."), Range(0, 1)]
    public double MinNegativeShare { get; init; } = 0.5;

    [Description("Share of posts in the high risk band from which a story is watched, whatever its mood."), Range(0, 1)]
    public double MinHighShare { get; init; } = 0.3;

    [Description("Mean relevance of the story's public posts."), Range(0, 1)]
    public double MinRelevance { get; init; } = 0.5;

    [Description("Share of the day's stories that may have been as fast in their best window; asked once twenty stories had two posts."), Range(0, 1)]
    public double AsFast { get; init; } = 0.1;

    [Description("Stories of steady pace that may be taken for rising a day."), Range(0.0001, 100)]
    public double FalseAlarmsPerDay { get; init; } = 0.5;
}
