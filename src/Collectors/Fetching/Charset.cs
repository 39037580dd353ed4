using System.Text;
using System.Text.RegularExpressions;
using UtfUnknown;

namespace Monitor.Collectors.Fetching;

/// <summary>
/// Bytes to text: BOM, then what the header and the document declare if the bytes agree, then valid UTF-8, then a detector.
/// A declaration the bytes contradict is a lie and is passed over; gb2312 and gbk are read as their superset GB18030 (WHATWG Encoding).
/// </summary>
public static partial class Charset
{
    private const float SureOfCentralEurope = 0.8f;

    static Charset() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static (string Text, string Encoding) Decode(ReadOnlySpan<byte> body, string? contentType = null)
    {
        if (Bom(body) is var (bom, skip) && bom is not null) return (bom.GetString(body[skip..]), Name(bom));
        if (WideWithoutMark(body) is { } wide) return (wide.GetString(body), Name(wide));
        var utf8 = IsUtf8(body, out var ascii);
        foreach (var declared in Declarations(body, contentType))
        {
            if (Find(declared) is not { } encoding) continue;
            if (encoding.CodePage == Encoding.UTF8.CodePage && !utf8 && !MostlyUtf8(body)) continue;
            // Multi-byte Chinese text is practically never valid UTF-8 by chance.
            if (encoding.CodePage != Encoding.UTF8.CodePage && utf8 && !ascii) continue;
            return (Read(encoding, body), Name(encoding));
        }

        // Escape sequences (ISO-2022) keep to ASCII bytes too; only the detector knows those.
        if ((utf8 && !body.Contains((byte)0x1B)) || MostlyUtf8(body)) return (Encoding.UTF8.GetString(body), "utf-8");
        var found = CharsetDetector.DetectFromBytes(Telling(body).ToArray()).Detected;
        var guess = found is { EncodingName: { } name, Confidence: > 0.3f } ? Find(name) : null;
        guess ??= Encoding.GetEncoding("GB18030");
        // A few signs of a Latin page ("£825") are no Chinese.
        if (guess.CodePage == Gb18030.CodePage && !Gb18030.Fits(body)) guess = Encoding.GetEncoding(1252);
        // For Latin scripts the detector knows Central European ones best and sees them everywhere; browsers take windows-1252.
        if (guess.CodePage is 28592 or 852 && found!.Confidence < SureOfCentralEurope) guess = Encoding.GetEncoding(1252);
        return (Read(guess, body), Name(guess));
    }

    /// <summary>What the detector is shown: from a little before the first byte that is not plain ASCII. It is slow, and a megabyte tells it enough.</summary>
    private static ReadOnlySpan<byte> Telling(ReadOnlySpan<byte> body)
    {
        const int before = 4096, most = 1024 * 1024;
        if (body.Length <= most) return body;
        var (high, escape) = (body.IndexOfAnyExceptInRange((byte)0, (byte)0x7F), body.IndexOf((byte)0x1B));
        var first = high < 0 ? escape : escape < 0 ? high : Math.Min(high, escape);
        var from = Math.Clamp(first - before, 0, body.Length - most);
        return body.Slice(from, most);
    }

    private static IEnumerable<string> Declarations(ReadOnlySpan<byte> body, string? contentType)
    {
        // Browsers look at 1 KiB at least and go on while the page has not shown anything; long licence comments come first on real pages.
        var head = Comment().Replace(Encoding.Latin1.GetString(body[..Math.Min(body.Length, 16 * 1024)]), "");
        return All(head, contentType);

        static IEnumerable<string> All(string head, string? contentType)
        {
            if (contentType is not null && HeaderCharset().Match(contentType) is { Success: true } h) yield return h.Groups[1].Value;
            if (XmlEncoding().Match(head) is { Success: true } x) yield return x.Groups[1].Value;
            // What could be read as ASCII to find this is not UTF-16, whatever it says (HTML Standard, 13.2.3.2).
            if (MetaCharset().Match(head) is { Success: true } m) yield return m.Groups[1].Value.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) ? "utf-8" : m.Groups[1].Value;
        }
    }

    private static (Encoding? Encoding, int Skip) Bom(ReadOnlySpan<byte> b) => b switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, 4),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        _ => (null, 0),
    };

    /// <summary>Text in two- or four-byte units shows by where its zero bytes stand; no other text has any.</summary>
    private static Encoding? WideWithoutMark(ReadOnlySpan<byte> body)
    {
        var head = body[..Math.Min(body.Length & ~3, 4096)];
        if (head.Length < 8 || head.Count((byte)0) < head.Length / 8) return null;
        Span<int> zeros = stackalloc int[4];
        for (var i = 0; i < head.Length; i++) if (head[i] == 0) zeros[i & 3]++;
        var units = head.Length / 4;
        if (zeros[3] == units && zeros[2] > units / 2) return Encoding.UTF32;
        if (zeros[0] == units && zeros[1] > units / 2) return new UTF32Encoding(bigEndian: true, byteOrderMark: false);
        var (even, odd) = (zeros[0] + zeros[2], zeros[1] + zeros[3]);
        return even > 4 * odd ? Encoding.BigEndianUnicode : odd > 4 * even ? Encoding.Unicode : null;
    }

    private static Encoding? Find(string name)
    {
        var label = name.Trim().Trim('"', '\'').ToLowerInvariant();
        if (label is "gb2312" or "gbk" or "gb_2312-80" or "x-gbk" or "cp936" or "ms936" or "hz-gb-2312" or "gb-18030") label = "gb18030";
        if (label is "utf8" or "unicode-1-1-utf-8") label = "utf-8";
        if (label is "iso-8859-1" or "latin1" or "us-ascii" or "ascii") label = "windows-1252";
        // The Encoding Standard reads these as the larger sets that Windows made of them.
        if (label is "euc-kr" or "cp949" or "ms949" or "uhc" or "windows-949" or "x-windows-949") label = "ks_c_5601-1987";
        if (label is "iso-8859-9" or "latin5") label = "windows-1254";
        try
        {
            return Encoding.GetEncoding(label);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static string Read(Encoding encoding, ReadOnlySpan<byte> body) =>
        encoding.CodePage == Gb18030.CodePage ? Gb18030.Renew(encoding.GetString(body)) : encoding.GetString(body);

    private static string Name(Encoding encoding) => encoding.CodePage == 949 ? "euc-kr" : encoding.WebName.ToLowerInvariant();

    private static bool IsUtf8(ReadOnlySpan<byte> body, out bool ascii)
    {
        ascii = !body.ContainsAnyExceptInRange((byte)0, (byte)0x7F);
        return ascii || System.Text.Unicode.Utf8.IsValid(body);
    }

    /// <summary>One broken byte must not change the charset of the whole page.</summary>
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

        return good > 0 && bad * 50 <= good;
    }

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("charset\\s*=\\s*[\"']?([A-Za-z0-9_:.-]+)", RegexOptions.IgnoreCase)]
    private static partial Regex HeaderCharset();

    [GeneratedRegex("^\\s*<\\?xml[^>]*\\sencoding\\s*=\\s*[\"']([^\"']+)", RegexOptions.IgnoreCase)]
    private static partial Regex XmlEncoding();

    [GeneratedRegex("<meta[^>]*charset\\s*=\\s*[\"']?\\s*([A-Za-z0-9_:.-]+)", RegexOptions.IgnoreCase)]
    private static partial Regex MetaCharset();
}
