using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Monitor.Collectors.Fetching;

namespace Monitor.Collectors.Parsing;

/// <summary>What a source remembers between two looks: the server's validators, and which pages behind its list were read already.</summary>
/// <param name="Whole">When the list itself, and not just "not modified", came last.</param>
internal sealed record ListCursor(string? ETag, string? LastModified, IReadOnlyList<string>? Seen = null, DateTimeOffset? Whole = null)
{
    /// <summary>More than any list shows at once; older ones are forgotten.</summary>
    private const int MaxSeen = 2000;

    /// <summary>A server that never changes its tag would silence a source for good; twice a day the list is asked for whatever was said before.</summary>
    private static readonly TimeSpan Trust = TimeSpan.FromHours(12);

    /// <returns>Null when the list is to be asked for unconditionally.</returns>
    public Validators? ValidatorsAt(DateTimeOffset now) =>
        (ETag is null && LastModified is null) || Whole is not { } at || now - at > Trust || at > now ? null : new Validators(ETag, LastModified);

    public static ListCursor Read(string? cursor)
    {
        try
        {
            return (cursor is null ? null : JsonSerializer.Deserialize<ListCursor>(cursor)) ?? new ListCursor(null, null);
        }
        catch (JsonException)
        {
            return new ListCursor(null, null);
        }
    }

    /// <summary>Short enough for a cursor, long enough not to meet by chance.</summary>
    public static string Mark(Uri url) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(url.AbsoluteUri)), 0, 9);

    /// <returns>Null when there is nothing to remember.</returns>
    public string? Write() => ETag is null && LastModified is null && Seen is null or { Count: 0 } ? null : JsonSerializer.Serialize(this with { Seen = Seen is { Count: > 0 } ? [.. Seen.TakeLast(MaxSeen)] : null });
}
