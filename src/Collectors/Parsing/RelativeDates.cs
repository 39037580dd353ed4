using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Collectors.Parsing;

/// <summary>Moments told from now: 刚刚, 5分钟前, 昨天 12:30, 前天, 08:05, 2 hours ago.</summary>
internal static partial class RelativeDates
{
    private const double LongestDays = 40_000;

    /// <param name="s">Trimmed.</param>
    /// <param name="now">In the zone the text is written in.</param>
    public static DateTimeOffset? Parse(string s, DateTimeOffset now)
    {
        if (s is "今天" || s.StartsWith("刚刚", StringComparison.Ordinal) || s.StartsWith("刚才", StringComparison.Ordinal) || s.Equals("just now", StringComparison.OrdinalIgnoreCase)) return now;
        if (Ago().Match(s) is { Success: true } ago)
        {
            var text = ago.Groups["n"].Value.ToLowerInvariant();
            var n = text switch { "半" => 0.5, "a" or "an" or "一" => 1, _ => double.Parse(text, CultureInfo.InvariantCulture) };
            // More than a lifetime ago is no date.
            var unit = Unit(ago.Groups["u"].Value);
            return n * unit.TotalDays < LongestDays && now - DateTimeOffset.MinValue > n * unit ? now - (n * unit) : null;
        }

        if (DayWord().Match(s) is { Success: true } day)
        {
            var date = now.AddDays(day.Groups["w"].Value.ToLowerInvariant() switch { "昨天" or "昨日" or "yesterday" => -1, "前天" => -2, _ => 0 });
            return At(date, day);
        }

        return Clock().Match(s) is { Success: true } clock ? At(now, clock) : null;
    }

    private static DateTimeOffset? At(DateTimeOffset day, Match m)
    {
        var (hour, minute, second) = (Number(m, "h"), Number(m, "min"), Number(m, "s"));
        if (m.Groups["half"].Value is "下午" or "晚上" or "傍晚" && hour < 12) hour += 12;
        return hour > 23 || minute > 59 || second > 59 ? null : new DateTimeOffset(day.Year, day.Month, day.Day, hour, minute, second, day.Offset);
    }

    private static TimeSpan Unit(string unit) => unit.ToLowerInvariant() switch
    {
        "秒" or "秒钟" or ['s', 'e', ..] => TimeSpan.FromSeconds(1),
        "分" or "分钟" or ['m', 'i', ..] => TimeSpan.FromMinutes(1),
        "小时" or "个小时" or ['h', ..] => TimeSpan.FromHours(1),
        "周" or "星期" or "个星期" or ['w', ..] => TimeSpan.FromDays(7),
        "个月" or "月" or ['m', 'o', ..] => TimeSpan.FromDays(30),
        "年" or ['y', ..] => TimeSpan.FromDays(365),
        _ => TimeSpan.FromDays(1),
    };

    private static int Number(Match m, string group) =>
        m.Groups[group].Success && int.TryParse(m.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;

    [GeneratedRegex("^(?:约|大约|发表于|发布于|about )?\\s*(?:(?<n>\\d{1,6}(?:\\.\\d{1,3})?|半|一)\\s*(?<u>秒钟|秒|分钟|分|个小时|小时|天|日|周|个星期|星期|个月|月|年)\\s*(?:之前|以前|前)|(?<n>\\d{1,6}|an?)\\s+(?<u>sec|min|hour|hr|day|week|month|year)[a-z]*\\.?\\s+ago)", RegexOptions.IgnoreCase)]
    private static partial Regex Ago();

    [GeneratedRegex("^(?<w>今天|今日|昨天|昨日|前天|today|yesterday)(?:\\s*(?:at)?\\s*(?<half>上午|下午|晚上|凌晨|早上|中午|傍晚)?\\s*(?<h>\\d{1,2})[:：时点](?<min>\\d{2})(?:[:：分](?<s>\\d{2}))?)?", RegexOptions.IgnoreCase)]
    private static partial Regex DayWord();

    [GeneratedRegex("^(?<half>上午|下午|晚上|凌晨|早上|中午|傍晚)?\\s*(?<h>\\d{1,2})[:：](?<min>\\d{2})(?:[:：](?<s>\\d{2}))?$")]
    private static partial Regex Clock();
}
