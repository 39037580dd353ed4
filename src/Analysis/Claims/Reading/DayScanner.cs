namespace Monitor.Analysis.Claims.Reading;

/// <summary>Reads a day: 2026年6月28日, 2026-06-28, 6月28号, 六月二十八, 6.28, 28号, 今天, 明晚, 下周五.</summary>
internal static class DayScanner
{
    private static readonly string[] NotADay = ["考场", "考点", "考室", "考生", "楼", "线", "门", "院", "令", "文", "卷", "桌", "机", "窗", "厅", "教", "车", "位", "选", "球"];

    /// <summary>Length read; 0 for none. <paramref name="evening"/> is set where the word says so (今晚).</summary>
    public static int Read(ReadOnlySpan<char> s, out WrittenDay day, out bool evening)
    {
        evening = false;
        day = default;
        return s[0] switch
        {
            >= '0' and <= '9' => Digits(s, out day),
            '今' or '明' or '后' or '昨' or '前' or '大' => Relative(s, out day, out evening),
            '周' or '星' or '礼' or '本' or '下' or '这' => Weekday(s, out day),
            '一' or '二' or '三' or '四' or '五' or '六' or '七' or '八' or '九' or '十' or '廿' => Numbered(s, out day),
            _ => 0,
        };
    }

    private static int Digits(ReadOnlySpan<char> s, out WrittenDay day)
    {
        day = default;
        var n = Numerals.Digits(s, out var first);
        if (n is 0 or 3 || n > 4) return 0;
        if (n < 4) return Numbered(s, out day);
        if (first is < 2000 or > 2099 || s.Length < n + 2) return 0;
        if (s[n] == '年')
        {
            var at = n + 1 + Space(s[(n + 1)..]);
            var rest = at < s.Length ? MonthDay(s[at..], out day) : 0;
            day = day with { Year = first };
            return rest == 0 ? 0 : at + rest;
        }

        return s[n] is '-' or '.' or '/' ? Dotted(s, n + 1, first, s[n], out day) : 0;
    }

    private static int Dotted(ReadOnlySpan<char> s, int at, int year, char mark, out WrittenDay day)
    {
        day = default;
        var m = Numerals.Digits(s[at..], out var month);
        if (m is 0 or > 2 || at + m + 1 >= s.Length || s[at + m] != mark) return 0;
        var d = Numerals.Digits(s[(at + m + 1)..], out var number);
        day = new WrittenDay(DayForm.MonthDay, year, month, number);
        return d is 0 or > 2 || !Real(month, number) ? 0 : at + m + 1 + d;
    }

    private static int Numbered(ReadOnlySpan<char> s, out WrittenDay day)
    {
        var n = MonthDay(s, out day);
        if (n > 0) return n;
        n = Numerals.Read(s, out var number);
        if (n == 0 || n >= s.Length || number is < 1 or > 31) return 0;
        if (s[n] is '.' or '/') return Point(s, n, number, out day);
        if (s[n] is not ('号' or '日')) return 0;
        if (s[n] == '号' && Begins(s[(n + 1)..])) return 0;
        // 三日 is a length of time, as is 10日内.
        if (s[n] == '日' && ((n == 1 && !char.IsAsciiDigit(s[0]) && number < 10) || (n + 1 < s.Length && s[n + 1] is '内' or '后' or '游'))) return 0;
        day = new WrittenDay(DayForm.DayOfMonth, Day: number);
        return n + 1;
    }

    private static int MonthDay(ReadOnlySpan<char> s, out WrittenDay day)
    {
        day = default;
        var m = Numerals.Read(s, out var month);
        if (m is 0 or > 2 || m >= s.Length || s[m] != '月') return 0;
        var at = m + 1 + Space(s[(m + 1)..]);
        if (at >= s.Length) return 0;
        var d = Numerals.Read(s[at..], out var number);
        if (d is 0 or > 3 || !Real(month, number)) return 0;
        day = new WrittenDay(DayForm.MonthDay, 0, month, number);
        at += d;
        return at < s.Length && s[at] is '日' or '号' ? at + 1 : at;
    }

    /// <summary>6.28 and 6/28, when nothing about it says that it is an amount.</summary>
    private static int Point(ReadOnlySpan<char> s, int n, int month, out WrittenDay day)
    {
        var d = Numerals.Digits(s[(n + 1)..], out var number);
        day = new WrittenDay(DayForm.MonthDay, 0, month, number);
        var end = n + 1 + d;
        if (d is 0 or > 2 || (s[n] == '.' && d != 2) || !Real(month, number)) return 0;
        if (end < s.Length && s[end] is '万' or '元' or '分' or '%' or '折' or '块' or '亿' or 'w' or '.' or '/' or '倍') return 0;
        return end < s.Length && s[end] is '日' or '号' ? end + 1 : end;
    }

    private static int Relative(ReadOnlySpan<char> s, out WrittenDay day, out bool evening)
    {
        day = default;
        evening = false;
        if (s.Length < 2) return 0;
        var big = s[0] == '大' ? 1 : 0;
        if (big == 1 && (s.Length < 3 || s[1] != '后')) return 0;
        if (s[big + 1] is not ('天' or '日' or '晚' or '早' or '夜')) return 0;
        evening = s[big + 1] is '晚' or '夜';
        var away = s[big] switch { '今' => 0, '明' => 1, '后' => 2 + big, '昨' => -1, _ => -2 };
        if (s[big] is '后' or '前' && s[big + 1] != '天') return 0;
        day = new WrittenDay(DayForm.Relative, Number: away);
        return big + 2;
    }

    private static int Weekday(ReadOnlySpan<char> s, out WrittenDay day)
    {
        day = default;
        var at = s[0] is '本' or '下' or '这' ? 1 : 0;
        var ahead = s[0] == '下' ? 7 : 0;
        if (s[at..].StartsWith("个")) at++;
        var name = s[at..].StartsWith("周") ? 1 : s[at..].StartsWith("星期") || s[at..].StartsWith("礼拜") ? 2 : 0;
        if (name == 0 || at + name >= s.Length) return 0;
        var number = s[at + name] switch { '一' => 1, '二' => 2, '三' => 3, '四' => 4, '五' => 5, '六' => 6, '日' or '天' or '末' => 7, _ => 0 };
        if (number == 0) return 0;
        day = new WrittenDay(DayForm.Weekday, Number: number + ahead);
        return at + name + 1;
    }

    private static int Space(ReadOnlySpan<char> s) => s is [' ', ..] ? 1 : 0;

    private static bool Real(int month, int day) => month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(2024, month);

    private static bool Begins(ReadOnlySpan<char> rest)
    {
        foreach (var word in NotADay)
        {
            if (rest.StartsWith(word)) return true;
        }

        return false;
    }
}
