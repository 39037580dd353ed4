using Monitor.Core.Judgements;
using Monitor.Core.Sources;

namespace Monitor.Core.Posts;

/// <summary>One public item as kept: personal data masked, author a keyed hash, id deterministic.</summary>
public sealed record Post
{
    /// <summary>32 lower-case hex digits, a hash of source and native id (or url, or text): the same item always gets the same id.</summary>
    public required string Id { get; init; }

    public required string SourceId { get; init; }

    /// <summary>Platform label of the source (weibo, forum, news, official ...); spread is counted over platforms.</summary>
    public required string Platform { get; init; }

    public SourceRole Role { get; init; } = SourceRole.Public;

    public string? Url { get; init; }

    public string? Title { get; init; }

    /// <summary>Masked text.</summary>
    public required string Text { get; init; }

    /// <summary>Keyed hash of the author within its platform, or null when the item shows none.</summary>
    public string? AuthorKey { get; init; }

    /// <summary>Publish time; the fetch time where the site states none.</summary>
    public required DateTimeOffset Published { get; init; }

    /// <summary>When Monitor first saw it.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    public int? Rank { get; init; }

    public long? Heat { get; init; }

    public int? Replies { get; init; }

    /// <summary>Story the post was folded into.</summary>
    public string? StoryId { get; init; }

    /// <summary>Read on a source's first run: shown and searchable, but raises no alert.</summary>
    public bool Backfill { get; init; }

    /// <summary>The latest read that brought another text than the one before; null while it stands as first seen.</summary>
    public DateTimeOffset? Edited { get; init; }

    /// <summary>Since when its source no longer shows it; null while it does.</summary>
    public DateTimeOffset? GoneSince { get; init; }

    /// <summary>Null while unassessed.</summary>
    public Assessment? Assessment { get; init; }

    /// <summary>Title and text joined, as the judges read it.</summary>
    public string FullText => string.IsNullOrEmpty(Title) ? Text : Text.Length == 0 ? Title : Title + "\n" + Text;

    /// <summary>What people wrote belongs in no log line.</summary>
    public override string ToString() => $"Post {Id} of {SourceId}";
}
