namespace Monitor.Host.Demo;

/// <summary>One line of day.jsonl: an item that one of the district's sites shows from its minute on.</summary>
internal sealed record ScriptedPost
{
    public required string Id { get; init; }

    /// <summary>Simulated minutes from the day's start; negative = already there when the demo starts.</summary>
    public required double Minute { get; init; }

    /// <summary>microblog, hot, forum, news or notices.</summary>
    public required string Site { get; init; }

    public string? Author { get; init; }

    public string? Title { get; init; }

    public string Text { get; init; } = "";

    public long? Heat { get; init; }

    /// <summary>Id of the scripted event it belongs to, or null for everyday talk.</summary>
    public string? Part { get; init; }
}
