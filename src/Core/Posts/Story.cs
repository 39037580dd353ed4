namespace Monitor.Core.Posts;

/// <summary>The cluster of posts that say the same thing.</summary>
public sealed record Story
{
    /// <summary>Stable across restarts: the id of the first post folded into it.</summary>
    public required string Id { get; init; }

    /// <summary>Masked text of the representative post, cut to 280 characters.</summary>
    public required string Text { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    public required DateTimeOffset LastSeen { get; init; }

    public required int Posts { get; init; }

    public required int Authors { get; init; }

    public required int Sources { get; init; }

    public required int Platforms { get; init; }

    /// <summary>Highest and mean rumour risk of its posts that did not come from an official source, 0..1.</summary>
    public double MaxRisk { get; init; }

    public double MeanRisk { get; init; }

    /// <summary>Dominant topic; see <see cref="Judgements.Topics"/>.</summary>
    public string Topic { get; init; } = Judgements.Topics.OffTopic;
}

/// <summary>Two stories found to be one: the posts of <paramref name="From"/> belong to the older <paramref name="Into"/> from now on.</summary>
public sealed record StoryMerge(string From, string Into, DateTimeOffset At);
