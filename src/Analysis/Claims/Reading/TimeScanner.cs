namespace Monitor.Analysis.Claims.Reading;

/// <summary>Finds the moments, days and ranges of a sentence. One pass; what is read is not read again.</summary>
internal static class TimeScanner
{
    /// <param name="offset">Where the sentence begins in its passage.</param>
    public static List<TimeMention> Find(ReadOnlySpan<char> s, int offset)
    {
        var found = new List<TimeMention>(2);
        for (var i = 0; i < s.Length;)
        {
            if (OtherDay(s[i..]) is > 0 and var skip)
            {
                i += skip;
                continue;
            }

            var n = (i == 0 || !Continues(s, i)) ? One(s[i..], out var day, out var minute) : Nothing(out day, out minute);
            if (n == 0)
            {
                i++;
                continue;
            }

            var end = i + n;
            var gap = RangeMark(s[end..]);
            WrittenDay untilDay = default;
            var untilMinute = -1;
            var more = gap > 0 && end + gap < s.Length ? One(s[(end + gap)..], out untilDay, out untilMinute) : 0;
            if (more > 0) end += gap + more;
            found.Add(new TimeMention(offset + i, offset + end, day, minute, Month(untilDay, day), more > 0 ? untilMinute : -1));
            i = end;
        }

        return found;
    }

    /// <summary>当晚24点 and 每天17点 name an hour of another day than the post's.</summary>
    private static int OtherDay(ReadOnlySpan<char> s)
    {
        if (s.Length < 2 || s[0] is not ('当' or '每') || s[1] is not ('天' or '日' or '晚')) return 0;
        return 2 + (s.Length > 2 ? ClockScanner.Read(s[2..], evening: false, out _) : 0);
    }

    private static int Nothing(out WrittenDay day, out int minute)
    {
        day = default;
        minute = -1;
        return 0;
    }

    /// <summary>A digit in the middle of a number or of a date that cannot be (2月30日) begins nothing.</summary>
    private static bool Continues(ReadOnlySpan<char> s, int i) => s[i - 1] == '月' || char.IsAsciiDigit(s[i]) && (char.IsAsciiDigit(s[i - 1]) || s[i - 1] is '.' or '-' && i > 1 && char.IsAsciiDigit(s[i - 2]));

    /// <summary>A day with or without a time of day, or a time of day alone.</summary>
    private static int One(ReadOnlySpan<char> s, out WrittenDay day, out int minute)
    {
        minute = -1;
        day = default;
        if (!CanBegin(s[0])) return 0;
        var n = DayScanner.Read(s, out day, out var evening);
        if (n == 0)
        {
            day = default;
            var clock = ClockScanner.Read(s, evening: false, out minute);
            return minute < 0 ? 0 : clock;
        }

        var at = n + Between(s[n..]);
        var more = at < s.Length ? ClockScanner.Read(s[at..], evening, out minute) : 0;
        return more > 0 ? at + more : n;
    }

    private static bool CanBegin(char c) => char.IsAsciiDigit(c) || c is '零' or '一' or '二' or '两' or '三' or '四' or '五' or '六' or '七' or '八' or '九' or '十' or '廿'
        or '今' or '明' or '后' or '昨' or '前' or '大' or '周' or '星' or '礼' or '本' or '下' or '这' or '凌' or '早' or '清' or '上' or '中' or '正' or '傍' or '晚' or '夜' or '深' or '半';

    /// <summary>What may stand between a day and its hour: a space, 的, 当天, a weekday in brackets.</summary>
    private static int Between(ReadOnlySpan<char> s)
    {
        if (s.IsEmpty) return 0;
        if (s[0] is ' ' or '的') return 1;
        if (s.StartsWith("当天") || s.StartsWith("当日")) return 2;
        if (s[0] is not ('(' or '周' or '星')) return 0;
        var close = s[0] == '(' ? s[..Math.Min(8, s.Length)].IndexOf(')') + 1 : DayScanner.Read(s, out _, out _);
        return close < s.Length && close > 0 && s[close] == ' ' ? close + 1 : close;
    }

    private static int RangeMark(ReadOnlySpan<char> s)
    {
        if (s.IsEmpty) return 0;
        var space = s[0] == ' ' ? 1 : 0;
        if (space == s.Length) return 0;
        var n = s[space] switch { '-' or '—' or '~' or '至' or '–' or '～' or '、' => 1, '到' => 1, '起' when s[space..].StartsWith("起至") => 2, _ => 0 };
        if (n == 0) return 0;
        var end = space + n;
        while (end < s.Length && end < space + n + 2 && s[end] is ' ' or '-' or '—') end++;
        return end;
    }

    /// <summary>6月25日至28日: the second takes the first one's month.</summary>
    private static WrittenDay Month(WrittenDay until, WrittenDay from) => until.Form switch
    {
        DayForm.DayOfMonth when from.Form == DayForm.MonthDay => until with { Form = DayForm.MonthDay, Year = from.Year, Month = from.Month },
        DayForm.MonthDay when until.Year == 0 => until with { Year = from.Year },
        _ => until,
    };
}
