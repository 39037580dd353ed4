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

    /// <summary>Title and texts with the markup they came with; null where there was none to begin with. Posts never carry it.</summary>
    public Markup? AsWritten { get; init; }

    public RawPost ToPost(string sourceId) => new()
    {
        SourceId = sourceId,
        NativeId = Id,
        Url = Url,
        Title = Title,
        Text = Text ?? Summary ?? "",
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
