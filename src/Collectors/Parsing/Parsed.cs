using Monitor.Collectors.Feeds;
using Monitor.Core.Posts;

namespace Monitor.Collectors.Parsing;

/// <summary>One item before it is tied to a source.</summary>
internal sealed record Item
{
    public string? Id { get; init; }

    public string? Title { get; init; }

    public string? Url { get; init; }

    public string? Text { get; init; }

    public string? Summary { get; init; }

    public string? Author { get; init; }

    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public IReadOnlyList<string> Categories { get; init; } = [];

    public int? Rank { get; init; }

    public long? Heat { get; init; }

    public int? Replies { get; init; }

    /// <summary>An answer to the item before it; it has no page of its own.</summary>
    public bool IsReply { get; init; }

    /// <summary>Leads to another list (a sitemap of an index), not to a page.</summary>
    public bool IsList { get; init; }

    /// <summary>Links a feed entry carries, files among them.</summary>
    public IReadOnlyList<FeedLink> Links { get; init; } = [];

    /// <summary>Nothing in it at all.</summary>
    public bool IsBlank => Id is null && Url is null && IsUntold && AsWritten is null or { Title: null, Summary: null, Content: null } && Author is null && Published is null && Updated is null && Categories.Count == 0 && Links.Count == 0;

    /// <summary>Nothing a person could read.</summary>
    public bool IsUntold => string.IsNullOrEmpty(Title) && string.IsNullOrEmpty(Text) && string.IsNullOrEmpty(Summary);

    /// <summary>Title and texts with the markup they came with; null where there was none to begin with. Posts never carry it.</summary>
    public Markup? AsWritten { get; init; }

    /// <summary>Whether a post can be made of it.</summary>
    public bool IsPost => !IsUntold || Url is not null || Links.Any(l => l.Rel == "enclosure");

    public RawPost ToPost(string sourceId) => new()
    {
        SourceId = sourceId,
        NativeId = Id,
        Url = Url,
        Title = Title,
        // An entry that is only a file is told by the file's name.
        Text = Text ?? Summary ?? (Title is null && Links.FirstOrDefault(l => l.Rel == "enclosure") is { } file ? Path.GetFileName(file.Href) : ""),
        Author = Author,
        Published = Published ?? Updated,
        Updated = Updated,
        Categories = Categories,
        Rank = Rank,
        Heat = Heat,
        Replies = Replies,
    };
}

/// <summary>The same three texts as the feed wrote them.</summary>
internal sealed record Markup(string? Title, string? Summary, string? Content);

/// <summary>Why an answer is no list of items.</summary>
internal enum Trouble { Blocked, ApiError, ParseError, Unsupported }

/// <summary>What a parser made of one answer: items and named broken entries, or a trouble.</summary>
internal sealed record Parsed
{
    public IReadOnlyList<Item> Items { get; init; } = [];

    public IReadOnlyList<string> Broken { get; init; } = [];

    public IReadOnlyDictionary<string, string?> Fields { get; init; } = new Dictionary<string, string?>();

    public Trouble? Trouble { get; init; }

    public string? Message { get; init; }

    public static Parsed Fail(Trouble trouble, string message) => new() { Trouble = trouble, Message = message };
}
