using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.Collectors.Probes.Http;

/// <summary>
/// Turns a page's bytes into text the way browsers decide (HTML Standard, "determining the character encoding"): byte order mark,
/// header, meta, then strict UTF-8, and GB18030 for what is none, as the filing system's users see it.
/// </summary>
internal static partial class PageText
{
    public static string Decode(ReadOnlySpan<byte> body, string? headerCharset)
    {
        if (body.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return Encoding.UTF8.GetString(body[3..]);
        if (body.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Encoding.Unicode.GetString(body[2..]);
        if (body.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Encoding.BigEndianUnicode.GetString(body[2..]);
        return (Find(headerCharset) ?? Find(Meta(body)) ?? Guess(body)).GetString(body);
    }

    private static string? Meta(ReadOnlySpan<byte> body)
    {
        var head = Encoding.Latin1.GetString(body[..Math.Min(body.Length, 2048)]);
        var match = MetaCharset().Match(head);
        return match.Success ? match.Groups[1].Value : null;
    }

    private static Encoding? Find(string? name)
    {
        name = name?.Trim('"', '\'', ' ').ToLowerInvariant();
        if (string.IsNullOrEmpty(name)) return null;
        // GBK and GB2312 labels stand for GB18030 in every browser (Encoding Standard).
        if (name is "gbk" or "gb2312" or "gb_2312-80" or "x-gbk") name = "gb18030";
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Encoding Guess(ReadOnlySpan<byte> body) =>
        IsUtf8(body) ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;

    /// <summary>A body cut at our size limit may end inside a character; the last three bytes are therefore forgiven.</summary>
    private static bool IsUtf8(ReadOnlySpan<byte> body)
    {
        for (var cut = 0; cut <= Math.Min(3, body.Length); cut++)
            if (System.Text.Unicode.Utf8.IsValid(body[..^cut])) return true;
        return false;
    }

    [GeneratedRegex("""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MetaCharset();
}
