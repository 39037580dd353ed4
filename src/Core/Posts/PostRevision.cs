namespace Monitor.Core.Posts;

/// <summary>What a post said until it was edited.</summary>
/// <param name="Until">The read that brought the newer text.</param>
/// <param name="Text">Masked like every kept text.</param>
public sealed record PostRevision(string PostId, DateTimeOffset Until, string? Title, string Text)
{
    /// <summary>Of one post the first text and the latest of the later ones are kept.</summary>
    public const int Most = 10;

    /// <summary>Title and text joined, as they were read.</summary>
    public string FullText => string.IsNullOrEmpty(Title) ? Text : Text.Length == 0 ? Title : Title + "\n" + Text;
}
