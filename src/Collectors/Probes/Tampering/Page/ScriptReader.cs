using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Collectors.Probes.Tampering.Page;

/// <summary>What a script in the page writes into it, whom it names, and whether it is shaped as injected ones are.</summary>
internal static partial class ScriptReader
{
    /// <summary>Longer ones are libraries bundled into the page; injected code is short and stands first.</summary>
    private const int Longest = 60_000;

    /// <summary>The code with its hidden spellings undone: \x41, \u4e00, %u4e00, %41, String.fromCharCode and entities.</summary>
    public static string Plain(string code)
    {
        if (code.Length > Longest) code = code[..Longest];
        code = Escaped().Replace(code, m => Sign(m.Groups[1].Success ? m.Groups[1].Value : m.Groups[2].Success ? m.Groups[2].Value : m.Groups[3].Value, 16) ?? m.Value);
        code = Entity().Replace(code, m => Sign(m.Groups[1].Value, 10) ?? m.Value);
        return CharCodes().Replace(code, m => string.Concat(m.Groups[1].Value.Split(',').Select(n => Sign(n.Trim(), 10) ?? "")));
    }

    /// <summary>Markup it writes, as written.</summary>
    public static IEnumerable<string> Written(string plain) => Markup().Matches(plain).Select(m => m.Value.Replace("\\/", "/", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\'", "'", StringComparison.Ordinal)).Take(200);

    /// <summary>Titles it sets.</summary>
    public static IEnumerable<string> Titles(string plain) => Title().Matches(plain).Select(m => m.Groups[1].Value).Take(20);

    public static IEnumerable<Uri> Addresses(string plain) => Address().Matches(plain).Take(200)
        .Select(m => Uri.TryCreate(m.Value.StartsWith("//", StringComparison.Ordinal) ? "https:" + m.Value : m.Value, UriKind.Absolute, out var url) ? url : null).OfType<Uri>();

    public static IEnumerable<Injection> Injections(string code, string plain)
    {
        var sample = Masks.Cut(code.Trim(), 80);
        if (ForSearchers().IsMatch(plain) && Leads().IsMatch(plain))
            yield return new("脚本按搜索引擎来路或爬虫标识跳转到别处", "a script leads visitors from search engines elsewhere", sample);
        if (Packed().IsMatch(code))
            yield return new("脚本先解码再执行隐藏的代码", "a script decodes hidden code and runs it", sample);
    }

    private static string? Sign(string number, int radix)
    {
        var styles = radix == 16 ? NumberStyles.HexNumber : NumberStyles.None;
        return int.TryParse(number, styles, CultureInfo.InvariantCulture, out var code) && code is > 0 and < 0xFFFE && !char.IsSurrogate((char)code) ? ((char)code).ToString() : null;
    }

    [GeneratedRegex(@"\\u([0-9a-fA-F]{4})|%u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")]
    private static partial Regex Escaped();

    [GeneratedRegex("&#([0-9]{2,5});")]
    private static partial Regex Entity();

    [GeneratedRegex(@"String\.fromCharCode\(((?:\s*\d{1,5}\s*,?){1,2000})\)")]
    private static partial Regex CharCodes();

    [GeneratedRegex(@"<(?:div|span|marquee|p|ul|a|iframe|script|meta)\b[^\n]{0,4000}", RegexOptions.IgnoreCase)]
    private static partial Regex Markup();

    [GeneratedRegex("""document\.title\s*=\s*["']([^"'\n]{1,300})["']""", RegexOptions.IgnoreCase)]
    private static partial Regex Title();

    [GeneratedRegex("""(?:https?:)?//[a-z0-9.-]{3,100}\.[a-z]{2,12}[^\s"'<>\\)]{0,200}""", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"(?:referrer|userAgent)[\s\S]{0,600}(?:baidu|sogou|360spider|haosou|so\.com|sm\.cn|bing|google|spider)|(?:baidu|sogou|360spider|haosou|spider)[\s\S]{0,600}(?:referrer|userAgent)", RegexOptions.IgnoreCase)]
    private static partial Regex ForSearchers();

    [GeneratedRegex("""location(?:\.href)?\s*=\s*["']\s*(?:https?:)?//|location\.replace\(\s*["'](?:https?:)?//|<iframe[^>]+src|document\.title\s*=""", RegexOptions.IgnoreCase)]
    private static partial Regex Leads();

    [GeneratedRegex(@"eval\(\s*(?:unescape|atob|decodeURIComponent|String\.fromCharCode)\s*\(|eval\(function\(p,a,c,k,e,[dr]\)|(?:window\[|this\[)\s*[""'](?:\\x[0-9a-f]{2}){4,}|document\.write\(\s*(?:unescape|atob)\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex Packed();
}
