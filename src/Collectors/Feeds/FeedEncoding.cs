using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.Collectors.Feeds;

/// <summary>
/// Which encoding a feed is in by the letter of RFC 3023 and XML 1.0, and whether the bytes keep to it. Only reported: reading goes by the
/// bytes (see <see cref="Fetching.Charset"/>).
/// </summary>
internal static partial class FeedEncoding
{
    /// <param name="body">The bytes.</param>
    /// <param name="contentType">Header, null when there was none.</param>
    /// <param name="used">Encoding it was read in.</param>
    public static (string Name, bool Kept) Of(ReadOnlySpan<byte> body, string? contentType, string used)
    {
        var media = (contentType ?? "").Split(';', 2)[0].Trim().ToLowerInvariant();
        var isXml = media.Length == 0 || media.EndsWith("xml", StringComparison.Ordinal) || media.EndsWith("xml-dtd", StringComparison.Ordinal) || media.EndsWith("entity", StringComparison.Ordinal) || media.EndsWith("json", StringComparison.Ordinal);
        var header = Charset().Match(contentType ?? "") is { Success: true } h ? h.Groups[1].Value.ToLowerInvariant() : null;
        var inside = Declaration().Match(Encoding.Latin1.GetString(body[..Math.Min(body.Length, 300)])) is { Success: true } d ? d.Groups[1].Value.ToLowerInvariant() : null;
        var said = header ?? (media.StartsWith("text/", StringComparison.Ordinal) ? "us-ascii" : inside ?? "utf-8");
        if (said is "gb2312" or "gbk") said = "gb18030";
        if (body.ContainsAnyExceptInRange((byte)0, (byte)0x7F)) return (used, isXml && Same(inside ?? header ?? "utf-8", used));
        return (said, isXml && IsKnown(said));
    }

    private static bool Same(string said, string used) =>
        said == used || (Find(said) is { } encoding && (encoding.WebName.Equals(used, StringComparison.OrdinalIgnoreCase) || said is "gb2312" or "gbk" && used == "gb18030" || said is "iso-8859-1" && used == "windows-1252"));

    private static bool IsKnown(string name) => Find(name) is not null;

    private static Encoding? Find(string name)
    {
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex("charset\\s*=\\s*[\"']?([A-Za-z0-9_.:-]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Charset();

    [GeneratedRegex("<\\?xml[^>]*\\sencoding\\s*=\\s*[\"']([^\"']+)")]
    private static partial Regex Declaration();
}
