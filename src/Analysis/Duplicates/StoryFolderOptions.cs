namespace Monitor.Analysis.Duplicates;

/// <summary>How alike two posts must be to be one story, and how much the folder remembers.</summary>
public sealed record StoryFolderOptions
{
    /// <summary>A story without a new member for this long is forgotten.</summary>
    public TimeSpan Horizon { get; init; } = TimeSpan.FromHours(48);

    /// <summary>Jaccard similarity of character bigrams from which two texts say the same.</summary>
    public double MinJaccard { get; init; } = 0.5;

    /// <summary>Share of the shorter text found in the longer one from which the longer is a repost with additions.</summary>
    public double MinContainment { get; init; } = 0.85;

    /// <summary>Stories kept at most; beyond it those longest without a member go first. About 1.5 KB each.</summary>
    public int MaxStories { get; init; } = 50_000;
}
