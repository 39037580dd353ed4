using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.Collectors.Probes.Http;

/// <summary>
/// Turns a page's bytes into text the way browsers decide (HTML Standard, "determining the character encoding"): byte order mark,
/// header, meta, then strict UTF-8, and GB18030 for what is none, as the filing system's users see it. A declaration that the bytes contradict
/// is passed over, so that a keyword is found all the same, and named: browsers show garbage there.
/// </summary>
internal static partial class PageText
{
    public static string Decode(ReadOnlySpan<byte> body, string? headerCharset) => Read(body, headerCharset).Text;

    public static DecodedPage Read(ReadOnlySpan<byte> body, string? headerCharset)
    {
        if (body.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return new(Encoding.UTF8.GetString(body[3..]), "utf-8", "bom", null);
        if (body.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return new(Encoding.Unicode.GetString(body[2..]), "utf-16le", "bom", null);
        if (body.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return new(Encoding.BigEndianUnicode.GetString(body[2..]), "utf-16be", "bom", null);
        var (declared, by) = Find(headerCharset) is { } header ? (header, "header") : (Find(Meta(body)), "meta");
        if (declared is not null && !Contradicts(declared, body)) return new(declared.GetString(body), Name(declared), by, null);
        var guess = Guess(body);
        return new(guess.GetString(body), Name(guess), "bytes", declared is null ? null : Name(declared));
    }

    /// <summary>True when browsers would show garbage: they obey the header, and the bytes are something else.</summary>
    public static bool IsLie(ReadOnlySpan<byte> body, string headerCharset) =>
        body is not ([0xEF, 0xBB, 0xBF, ..] or [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) && Find(headerCharset) is { } declared && Contradicts(declared, body);

    /// <summary>
    /// UTF-8 that is none, or something else that is UTF-8: Chinese text of several bytes a character is practically never valid UTF-8 by chance.
    /// A single broken byte in a page of UTF-8 is a broken byte and no other charset.
    /// </summary>
    private static bool Contradicts(Encoding declared, ReadOnlySpan<byte> body)
    {
        if (declared.CodePage == Encoding.UTF8.CodePage) return !IsUtf8(body) && !MostlyUtf8(body);
        return declared.CodePage is 54936 or 936 or 950 or 1252 or 28591 && body.ContainsAnyExceptInRange((byte)0, (byte)0x7F) && IsUtf8(body);
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

    private static string Name(Encoding encoding) => encoding.WebName.ToLowerInvariant();

    /// <summary>A body cut at our size limit may end inside a character; the last three bytes are therefore forgiven.</summary>
    private static bool IsUtf8(ReadOnlySpan<byte> body)
    {
        for (var cut = 0; cut <= Math.Min(3, body.Length); cut++)
            if (System.Text.Unicode.Utf8.IsValid(body[..^cut])) return true;
        return false;
    }

    private static bool MostlyUtf8(ReadOnlySpan<byte> body)
    {
        int good = 0, bad = 0;
        for (var rest = body; !rest.IsEmpty;)
        {
            var status = Rune.DecodeFromUtf8(rest, out var rune, out var used);
            if (status != System.Buffers.OperationStatus.Done) bad++;
            else if (!rune.IsAscii) good++;
            rest = rest[Math.Max(1, used)..];
        }

        return bad * 50 <= good;
    }

    [GeneratedRegex("""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MetaCharset();
}
