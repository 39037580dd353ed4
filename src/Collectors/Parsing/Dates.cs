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
        if (text is null or { Length: > 1000 }) return null;
        var s = Narrow.Of(Spaces().Replace(text, " ").Trim());
        if (s.Length is 0 or > 100) return null;
        var here = now.ToOffset(assumed);
        return Rfc822(s, assumed) ?? Epoch(s) ?? RelativeDates.Parse(s, here) ?? Named(MonthFirst().Match(s), assumed) ?? Named(YearLast().Match(s), assumed)
            ?? Numbered(DayFirst().Match(s), here, assumed) ?? Numbered(Ymd().Match(ChineseDigits.Plain(s)), here, assumed) ?? Numbered(ShortYear().Match(s), here, assumed)
            ?? Numbered(Compact().Match(s), here, assumed) ?? Numbered(MonthDay().Match(s), here, assumed) ?? General(s, assumed);
    }

    private static DateTimeOffset? Rfc822(string s, TimeSpan assumed) => Named(Rfc822Form().Match(s), assumed);

    private static DateTimeOffset? Named(Match m, TimeSpan assumed)
    {
        if (!m.Success) return null;
        var month = Array.FindIndex(CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames, n => n.Length > 0 && m.Groups["mon"].Value.StartsWith(n, StringComparison.OrdinalIgnoreCase)) + 1;
        var year = Number(m, "y");
        if (m.Groups["y"].Length <= 2) year += year < 70 ? 2000 : 1900;
        return month == 0 ? null : Make(year, month, Number(m, "d"), Hour(m), Number(m, "min"), Number(m, "s"), Zone(m.Groups["z"].Value, assumed) ?? assumed);
    }

    private static DateTimeOffset? Numbered(Match m, DateTimeOffset now, TimeSpan assumed)
    {
        if (!m.Success) return null;
        var year = !m.Groups["y"].Success ? now.Year : Number(m, "y") + (m.Groups["y"].Length == 2 ? 2000 : 0);
        var made = Make(year, Number(m, "mon"), Number(m, "d"), Hour(m), Number(m, "min"), Number(m, "s"), Zone(m.Groups["z"].Value, assumed) ?? assumed, Fraction(m));
        // 12-30 read in January is last year's.
        return !m.Groups["y"].Success && made > now.AddDays(2) ? made.Value.AddYears(-1) : made;
    }

    /// <summary>Seconds or milliseconds since 1970, of this century.</summary>
    private static DateTimeOffset? Epoch(string s)
    {
        if (s.Length is not (10 or 13) || !long.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return null;
        return s.Length == 10 ? DateTimeOffset.FromUnixTimeSeconds(count) : DateTimeOffset.FromUnixTimeMilliseconds(count);
    }

    private static int Hour(Match m)
    {
        var hour = Number(m, "h");
        return m.Groups["half"].Value.ToLowerInvariant() switch
        {
            "下午" or "晚上" or "傍晚" when hour < 12 => hour + 12,
            "中午" when hour < 11 => hour + 12,
            ['p', ..] when hour < 12 => hour + 12,
            ['a', ..] when hour == 12 => 0,
            _ => hour,
        };
    }

    private static DateTimeOffset? General(string s, TimeSpan assumed)
    {
        // Without a year of its own the runtime would fill in the machine's day.
        if (!Year().IsMatch(s) || !DateTimeOffset.TryParse(s, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var at)) return null;
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

    private static TimeSpan? Zone(string text, TimeSpan assumed)
    {
        var z = text.Trim();
        if (z.Length == 0) return null;
        // On a Chinese page CST is China's.
        if (assumed == Beijing && z.Equals("CST", StringComparison.OrdinalIgnoreCase)) return Beijing;
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

    private const string Time = "(?:(?<h>\\d{1,2})\\s*[:：时点]\\s*(?<min>\\d{2})(?:\\s*[:：分]\\s*(?<s>\\d{2}))?(?:[.,](?<f>\\d{1,7})\\d*)?\\s*(?<half>[AaPp]\\.?[Mm]\\b)?\\s*(?<z>Z|UTC|GMT|[+-]\\d{2}:?\\d{2})?)?";

    private const string Half = "(?<half>上午|下午|晚上|凌晨|早上|中午|傍晚)?";

    [GeneratedRegex("(?<!\\d)(?<y>(?:19|20)\\d{2})\\s*[-/.年]\\s*(?<mon>\\d{1,2})\\s*[-/.月]\\s*(?<d>\\d{1,2})(?!\\d)\\s*日?[T ]*" + Half + "\\s*" + Time)]
    private static partial Regex Ymd();

    [GeneratedRegex("(?<!\\d|\\d[.])(?<d>\\d{1,2})\\.\\s?(?<mon>\\d{1,2})\\.\\s?(?<y>(?:19|20)\\d{2})(?![.\\d])[ ,|–-]*" + Time)]
    private static partial Regex DayFirst();

    [GeneratedRegex("(?<![\\d.:-])(?<y>\\d{2})[-/.](?<mon>\\d{1,2})[-/.](?<d>\\d{1,2})(?![\\d.])\\s*" + Time)]
    private static partial Regex ShortYear();

    [GeneratedRegex("^(?<y>(?:19|20)\\d{2})(?<mon>0[1-9]|1[0-2])(?<d>[0-3]\\d)(?:[T ]?(?<h>[0-2]\\d):?(?<min>[0-5]\\d)(?::?(?<s>[0-5]\\d))?(?<z>Z)?)?$")]
    private static partial Regex Compact();

    [GeneratedRegex("(?<![\\d.:-])(?<mon>\\d{1,2})\\s*[-/月]\\s*(?<d>\\d{1,2})(?![\\d%-])\\s*日?\\s*" + Half + "\\s*" + Time)]
    private static partial Regex MonthDay();

    [GeneratedRegex("(?<![A-Za-z])(?<mon>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\\.?\\s+(?<d>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<y>(?:19|20)\\d{2})(?!\\d)[ ,|·–-]*(?:at\\s+)?" + Time, RegexOptions.IgnoreCase)]
    private static partial Regex MonthFirst();

    [GeneratedRegex("(?<mon>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\\s+(?<d>\\d{1,2})\\s+(?<h>\\d{1,2}):(?<min>\\d{2}):(?<s>\\d{2})\\s+(?<z>[+-]\\d{4}|[A-Z]{1,4})?\\s*(?<y>\\d{4})", RegexOptions.IgnoreCase)]
    private static partial Regex YearLast();

    [GeneratedRegex("(?:19|20)\\d{2}")]
    private static partial Regex Year();

    [GeneratedRegex("(?:Z|UTC|GMT|[+-]\\d{2}:?\\d{2})\\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex ZoneAtEnd();
}
