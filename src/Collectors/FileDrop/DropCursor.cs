using System.Text.Json;

namespace Monitor.Collectors.FileDrop;

/// <summary>A file as it stood in the folder.</summary>
/// <param name="Mark">Hash of its content and of how it is read: another mapping reads it anew.</param>
internal sealed record DropFile(string Name, long Size, DateTimeOffset Written, string Mark)
{
    /// <summary>What made the rest of it unreadable; it is not tried again until it changes.</summary>
    public string? Fault { get; init; }

    public bool Is(FileInfo file) => file.Name == Name && file.Length == Size && file.LastWriteTimeUtc == Written.UtcDateTime;
}

/// <summary>What was read to its end, and how far the file under way has been stored. It advances in the transaction that stores the rows.</summary>
internal sealed record DropCursor
{
    /// <summary>Older ones are forgotten; a file left in the folder for that long is read again, and its posts are known.</summary>
    private const int MostDone = 2000;

    public IReadOnlyList<DropFile> Done { get; init; } = [];

    public DropFile? Now { get; init; }

    /// <summary>Rows of it that need not come again.</summary>
    public long Row { get; init; }

    public static DropCursor Read(string? cursor)
    {
        try
        {
            return (cursor is null ? null : JsonSerializer.Deserialize<DropCursor>(cursor)) ?? new DropCursor();
        }
        catch (JsonException)
        {
            return new DropCursor();
        }
    }

    public string Write() => JsonSerializer.Serialize(this);

    public DropCursor With(DropFile done) => new() { Done = [.. Done.Where(d => d.Name != done.Name).TakeLast(MostDone - 1), done] };
}
