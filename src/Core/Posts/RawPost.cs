namespace Monitor.Core.Posts;

/// <summary>One public item exactly as a collector read it: unmasked, unjudged, never stored.</summary>
public sealed record RawPost
{
    /// <summary>Id of the configured source it came from.</summary>
    public required string SourceId { get; init; }

    /// <summary>The site's own id of the item, when it has one; part of the deterministic post id.</summary>
    public string? NativeId { get; init; }

    public string? Url { get; init; }

    public string? Title { get; init; }

    /// <summary>Body text without markup; may be empty when the title is the whole item (hot lists).</summary>
    public string Text { get; init; } = "";

    /// <summary>Author as shown; becomes a keyed hash before storage and is then forgotten.</summary>
    public string? Author { get; init; }

    /// <summary>Publish time as the site states it; absent when it states none.</summary>
    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Place in a hot list, 1 = top.</summary>
    public int? Rank { get; init; }

    /// <summary>The site's own measure of heat (reads, points), in its own unit.</summary>
    public long? Heat { get; init; }

    public int? Replies { get; init; }

    /// <summary>The source says that it was deleted; of a post not known this says nothing worth keeping.</summary>
    public bool Gone { get; init; }

    /// <summary>Unmasked: neither text nor author may get into a log line.</summary>
    public override string ToString() => $"RawPost of {SourceId}";
}
