namespace Monitor.Analysis.Concerns;

/// <summary>When posts ask the same and when official words answer it. Shares are of rarity, 0..1.</summary>
internal sealed record ConcernOptions
{
    public double MinRelevance { get; init; } = 0.5;

    /// <summary>Similarity to a concern (see <see cref="ConcernDraft"/>) from which a post of the same topic asks the same.</summary>
    public double MinAlike { get; init; } = 0.22;

    /// <summary>The same across topics, which the models may have confused.</summary>
    public double MinAlikeAcross { get; init; } = 0.31;

    /// <summary>Confidence from which official words answer, and from which they are shown as perhaps related.</summary>
    public double MinAnswer { get; init; } = 0.5;

    public double MinRelated { get; init; } = 0.36;

    public TimeSpan TrendWindow { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Newest posts looked at, so that a flood costs no more than this.</summary>
    public int MaxPosts { get; init; } = 4_000;
}
