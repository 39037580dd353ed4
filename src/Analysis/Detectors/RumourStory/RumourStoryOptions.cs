using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Analysis.Detectors.RumourStory;

/// <summary>Risk says whether to look at a story, spread says how loudly to call.</summary>
public sealed record RumourStoryOptions
{
    [Description("Mean relevance of the story's public posts from which it concerns the exams."), Range(0, 1)]
    public double MinRelevance { get; init; } = 0.5;

    [Description("Share of the story's public posts in the high risk band."), Range(0, 1)]
    public double MinHighShare { get; init; } = 0.3;

    [Description("High-band posts needed."), Range(1, 100_000)]
    public int MinHighPosts { get; init; } = 2;

    [Description("Distinct authors from which a risky story is reported at blue."), Range(1, 100_000)]
    public int MinAuthors { get; init; } = 3;

    [Description("Platforms that make up for too few authors."), Range(1, 100)]
    public int MinPlatforms { get; init; } = 2;

    [Description("Distinct authors from which it is yellow."), Range(1, 100_000)]
    public int YellowAuthors { get; init; } = 10;

    [Description("Distinct authors from which it is orange."), Range(1, 100_000)]
    public int OrangeAuthors { get; init; } = 50;

    [Description("Platforms that raise the level by one."), Range(1, 100)]
    public int RaisePlatforms { get; init; } = 3;

    [Description("Posts in the growth window that raise the level by one, if at least twice those of the window before."), Range(1, 100_000)]
    public int RaiseGrowth { get; init; } = 20;

    [Description("Length of the growth window.")]
    public TimeSpan GrowthWindow { get; init; } = TimeSpan.FromMinutes(30);

    [Description("A story without new public posts for this long is over.")]
    public TimeSpan QuietAfter { get; init; } = TimeSpan.FromMinutes(30);
}
