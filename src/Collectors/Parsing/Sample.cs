using System.Globalization;
using Monitor.Collectors.Fetching;
using Monitor.Core.Text;

namespace Monitor.Collectors.Parsing;

/// <summary>The beginning of an answer as evidence: what a person would look at first. Its address is left out, as it may carry a key.</summary>
internal static class Sample
{
    /// <summary>Bytes that are decoded; more than the characters that are kept.</summary>
    private const int MostBytes = 16 * 1024;

    private const int MostCharacters = 4000;

    /// <returns>Null when there was no answer.</returns>
    public static string? Of(FetchResult answer)
    {
        if (answer.Status is not { } status) return null;
        var head = string.Create(CultureInfo.InvariantCulture, $"HTTP {status}\nContent-Type: {answer.ContentType}\nContent-Length: {answer.Body.Length}\n");
        if (answer.RetryAfter is { } wait) head += string.Create(CultureInfo.InvariantCulture, $"Retry-After: {wait.TotalSeconds:0}\n");
        return head + "\n" + Text(answer.Body, answer.ContentType);
    }

    /// <summary>The same of a file.</summary>
    public static string Text(ReadOnlySpan<byte> body, string? contentType = null)
    {
        var part = body[..Math.Min(body.Length, MostBytes)];
        // A picture or an archive is no text whatever it decodes to.
        if (part.Contains((byte)0) && !part.StartsWith("\uFEFF"u8)) return Convert.ToHexStringLower(part[..Math.Min(part.Length, 64)]);
        return Charset.Decode(part, contentType).Text.CutTo(MostCharacters);
    }
}
