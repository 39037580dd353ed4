using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Analysis.Detectors.NewOffer;

/// <summary>When a new wording sells answers, places or inside help.</summary>
public sealed record NewOfferOptions
{
    [Description("A wording first seen within this time is new; at most the look-back of a day."), Range(typeof(TimeSpan), "00:10:00", "1.00:00:00")]
    public TimeSpan Fresh { get; init; } = TimeSpan.FromHours(12);

    [Description("Share of the story's posts that must be offers."), Range(0, 1)]
    public double MinShare { get; init; } = 0.5;

    [Description("Distinct authors from which it is reported."), Range(1, 100_000)]
    public int MinAuthors { get; init; } = 2;

    [Description("Repetitions that make up for a single author."), Range(2, 100_000)]
    public int MinPosts { get; init; } = 3;

    [Description("Mean relevance of the story's public posts."), Range(0, 1)]
    public double MinRelevance { get; init; } = 0.5;

    [Description("Distinct authors from which it is yellow."), Range(1, 100_000)]
    public int YellowAuthors { get; init; } = 6;

    [Description("An offer without new posts for this long is over.")]
    public TimeSpan QuietAfter { get; init; } = TimeSpan.FromHours(1);
}
