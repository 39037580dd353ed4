namespace Monitor.Analysis.Duplicates;

/// <summary>How alike two posts must be to be one story, and how much the folder remembers. Shares are 0..1.</summary>
public sealed record StoryFolderOptions
{
    /// <summary>A story without a new member for this long is forgotten.</summary>
    public TimeSpan Horizon { get; init; } = TimeSpan.FromHours(48);

    /// <summary>Jaccard similarity of character bigrams from which one text is a copy of the other.</summary>
    public double MinJaccard { get; init; } = 0.5;

    /// <summary>Share of the shorter text found in the longer one from which the longer is a repost with additions, or the shorter cut off.</summary>
    public double MinContainment { get; init; } = 0.85;

    /// <summary>Containment says nothing of texts with fewer bigrams, or where one is this many times the other.</summary>
    public int MinContainedGrams { get; init; } = 12;

    public int MaxSizeRatio { get; init; } = 3;

    /// <summary>Share of rarity (see <see cref="Rarity"/>) the lighter of two texts has in common with the other from which they tell the same.</summary>
    public double MinTold { get; init; } = 0.25;

    /// <summary>Share of rarity found in the story's texts together from which less in one of them is enough.</summary>
    public double MinCover { get; init; } = 0.3;

    public double MinToldWithCover { get; init; } = 0.14;

    /// <summary>Share of rarity in common of both texts together: a phrase that a long text happens to quote is not its story.</summary>
    public double MinEven { get; init; } = 0.08;

    /// <summary>Rarity two texts must share at least, in nats; three or four rare bigrams.</summary>
    public double MinShared { get; init; } = 22;

    /// <summary>Share of rarity a text must have in common with the story's first to become one it is compared by.</summary>
    public double MinRoot { get; init; } = 0.15;

    /// <summary>The same, to belong to the story at all: a chain of small edits ends where nothing of the first is left.</summary>
    public double MinOrigin { get; init; } = 0.03;

    /// <summary>A copy at least this alike that shares this much rarity is one whatever places it names: some seventy characters word for word.</summary>
    public double MinLocalCopy { get; init; } = 0.6;

    public double MinLocalShared { get; init; } = 330;

    /// <summary>As <see cref="MinTold"/>, for a post that makes two stories one.</summary>
    public double MinBridge { get; init; } = 0.29;

    /// <summary>Texts a story is compared by. Few, so that a chain of small edits cannot wander to another story.</summary>
    public int MaxExemplars { get; init; } = 6;

    /// <summary>Stories kept at most; beyond it those longest without a member go first. About 4 KB each.</summary>
    public int MaxStories { get; init; } = 50_000;
}
