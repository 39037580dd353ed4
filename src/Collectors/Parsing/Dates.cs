using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Collectors.Parsing;

/// <summary>
/// Dates as sites write them: RFC 3339, RFC 822/2822 with zone names, and Chinese forms (刚刚, 5分钟前, 昨天 12:30, 06-07, 2025年6月7日).
/// A date without a zone on a Chinese page is Beijing time.
/// </summary>
internal static partial class Dates
{
    public static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    private static readonly Dictionary<string, string> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["GMT"] = "+00:00",
        ["UT"] = "+00:00",
        ["UTC"] = "+00:00",
        ["Z"] = "+00:00",
        ["EST"] = "-05:00",
        ["EDT"] = "-04:00",
        ["CST"] = "-06:00",
        ["CDT"] = "-05:00",
        ["MST"] = "-07:00",
        ["MDT"] = "-06:00",
        ["PST"] = "-08:00",
        ["PDT"] = "-07:00",
        ["BST"] = "+01:00",
        ["CET"] = "+01:00",
        ["CEST"] = "+02:00",
        ["JST"] = "+09:00",
    };

    /// <param name="text">As written.</param>
    /// <param name="now">For relative forms and forms without a year.</param>
    /// <param name="assumed">Zone of a date that names none.</param>
    public static DateTimeOffset? Parse(string? text, DateTimeOffset now, TimeSpan assumed)
    {
        var s = Spaces().Replace(text ?? "", " ").Trim();
        if (s.Length is 0 or > 100) return null;
        return Rfc822(s, assumed) ?? Chinese(s, now.ToOffset(assumed), assumed) ?? General(s, assumed);
    }

    private static DateTimeOffset? Rfc822(string s, TimeSpan assumed)
    {
        var m = Rfc822Form().Match(s);
        if (!m.Success) return null;
        var month = Array.FindIndex(CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames, n => n.Length > 0 && m.Groups["mon"].Value.StartsWith(n, StringComparison.OrdinalIgnoreCase)) + 1;
        var year = Number(m, "y");
        if (m.Groups["y"].Length <= 2) year += year < 70 ? 2000 : 1900;
        return month == 0 ? null : Make(year, month, Number(m, "d"), Number(m, "h"), Number(m, "min"), Number(m, "s"), Zone(m.Groups["z"].Value) ?? assumed);
    }

    private static DateTimeOffset? Chinese(string s, DateTimeOffset now, TimeSpan assumed)
    {
        if (s is "刚刚" or "刚才" or "今天" || s.StartsWith("刚刚", StringComparison.Ordinal)) return now;
        if (Ago().Match(s) is { Success: true } ago)
        {
            var n = ago.Groups["n"].Value == "半" ? 0.5 : double.Parse(ago.Groups["n"].Value, CultureInfo.InvariantCulture);
            return now - ago.Groups["u"].Value switch
            {
                "秒" or "秒钟" => TimeSpan.FromSeconds(n),
                "分" or "分钟" => TimeSpan.FromMinutes(n),
                "小时" or "个小时" => TimeSpan.FromHours(n),
                "周" or "星期" => TimeSpan.FromDays(7 * n),
                "个月" or "月" => TimeSpan.FromDays(30 * n),
                "年" => TimeSpan.FromDays(365 * n),
                _ => TimeSpan.FromDays(n),
            };
        }

        if (DayWord().Match(s) is { Success: true } day)
        {
            var date = now.AddDays(day.Groups["w"].Value switch { "昨天" or "昨日" => -1, "前天" => -2, _ => 0 });
            return Make(date.Year, date.Month, date.Day, Number(day, "h"), Number(day, "min"), Number(day, "s"), assumed);
        }

        if (Ymd().Match(s) is not { Success: true } m) return null;
        var year = m.Groups["y"].Success ? Number(m, "y") : now.Year;
        var zone = Zone(m.Groups["z"].Value) ?? assumed;
        var hour = Number(m, "h") + (m.Groups["half"].Value is "下午" or "晚上" && Number(m, "h") < 12 ? 12 : 0);
        var made = Make(year, Number(m, "mon"), Number(m, "d"), hour, Number(m, "min"), Number(m, "s"), zone, Fraction(m));
        // 12-30 read in January is last year's.
        return !m.Groups["y"].Success && made > now.AddDays(2) ? made.Value.AddYears(-1) : made;
    }

    private static DateTimeOffset? General(string s, TimeSpan assumed)
    {
        if (!DateTimeOffset.TryParse(s, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var at)) return null;
        // Year 1 is what some programs write for "no date".
        if (at.Year is < 1970 or > 9000) return null;
        var zoned = ZoneAtEnd().IsMatch(s);
        return zoned ? at : new DateTimeOffset(at.UtcDateTime.Ticks, assumed);
    }

    private static DateTimeOffset? Make(int y, int mon, int d, int h, int min, int s, TimeSpan zone, double fraction = 0)
    {
        if (y is < 1970 or > 9000 || mon is < 1 or > 12 || d < 1 || d > DateTime.DaysInMonth(y, mon) || h > 24 || min > 59 || s > 60) return null;
        if (Math.Abs(zone.TotalHours) > 14) return null;
        return new DateTimeOffset(y, mon, d, 0, 0, 0, zone).AddHours(h).AddMinutes(min).AddSeconds(Math.Min(s, 59) + fraction);
    }

    private static TimeSpan? Zone(string text)
    {
        var z = text.Trim();
        if (z.Length == 0) return null;
        if (Zones.TryGetValue(z, out var known)) z = known;
        if (z[0] is not ('+' or '-')) return null;
        var digits = z[1..].Replace(":", "", StringComparison.Ordinal).PadRight(4, '0');
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var hhmm)) return null;
        var span = new TimeSpan(hhmm / 100, hhmm % 100, 0);
        return z[0] == '-' ? -span : span;
    }

    private static int Number(Match m, string group) =>
        m.Groups[group].Success && int.TryParse(m.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;

    private static double Fraction(Match m) =>
        m.Groups["f"].Success && double.TryParse("0." + m.Groups["f"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var f) ? f : 0;

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("(?:[A-Za-z]{3,9},?\\s*)?(?<d>\\d{1,2})[ -](?<mon>[A-Za-z]{3,9})\\.?,?[ -](?<y>\\d{4}|\\d{2})(?:,?\\s+(?<h>\\d{1,2}):(?<min>\\d{2})(?::(?<s>\\d{2}))?(?:\\.\\d+)?\\s*(?<z>[A-Za-z]{1,4}|[+-]\\d{1,2}:?\\d{0,2})?)?")]
    private static partial Regex Rfc822Form();

    [GeneratedRegex("^(?:约|大约)?\\s*(?<n>\\d+(?:\\.\\d+)?|半)\\s*(?<u>秒钟|秒|分钟|分|个小时|小时|天|日|周|星期|个月|月|年)\\s*(?:之前|以前|前)")]
    private static partial Regex Ago();

    [GeneratedRegex("^(?<w>今天|今日|昨天|昨日|前天)\\s*(?<h>\\d{1,2})[:：时](?<min>\\d{2})(?:[:：](?<s>\\d{2}))?")]
    private static partial Regex DayWord();

    [GeneratedRegex("(?<!\\d)(?:(?<y>\\d{4})\\s*[-/.年]\\s*)?(?<mon>\\d{1,2})\\s*[-/.月]\\s*(?<d>\\d{1,2})(?!\\d)\\s*日?[T ]*(?<half>上午|下午|晚上|凌晨)?\\s*(?:(?<h>\\d{1,2})\\s*[:：时]\\s*(?<min>\\d{2})(?:\\s*[:：分]\\s*(?<s>\\d{2}))?(?:[.,](?<f>\\d{1,7})\\d*)?\\s*(?<z>Z|UTC|GMT|[+-]\\d{2}:?\\d{2})?)?")]
    private static partial Regex Ymd();

    [GeneratedRegex("(?:Z|UTC|GMT|[+-]\\d{2}:?\\d{2})\\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex ZoneAtEnd();
}
