namespace Monitor.Analysis.Claims.Reading;

/// <summary>Reads a time of day into minutes from midnight: 17:00, 17点30, 下午五点半, 晚上12点, 零点, 24时.</summary>
internal static class ClockScanner
{
    private enum Part { None, Night, Morning, Noon, Afternoon, Evening }

    private static readonly (string Word, Part Part)[] Parts =
    [
        ("凌晨", Part.Night), ("半夜", Part.Night), ("早上", Part.Morning), ("早晨", Part.Morning), ("清晨", Part.Morning), ("上午", Part.Morning), ("早", Part.Morning),
        ("中午", Part.Noon), ("正午", Part.Noon), ("下午", Part.Afternoon), ("傍晚", Part.Afternoon), ("晚上", Part.Evening), ("晚间", Part.Evening),
        ("夜里", Part.Evening), ("深夜", Part.Evening), ("夜间", Part.Evening), ("晚", Part.Evening),
    ];

    /// <param name="evening">The day's word already said that it is evening.</param>
    /// <returns>Length read; 0 for none. A part of the day without an hour is read, and leaves <paramref name="minute"/> at -1.</returns>
    public static int Read(ReadOnlySpan<char> s, bool evening, out int minute)
    {
        minute = -1;
        var part = evening ? Part.Evening : Part.None;
        var at = ReadPart(s, ref part);
        var named = at;
        if (at < s.Length && s[at] == ' ') at++;
        var n = at < s.Length ? Numerals.Read(s[at..], out var hour) : Zero(out hour);
        if (n == 0 || n > 3 || hour > 24 || at + n >= s.Length) return named;
        var digits = char.IsAsciiDigit(s[at]);
        at += n;
        if (s[at] == ':' && digits) return Colon(s, at, hour, part, out minute) is > 0 and var end ? end : named;
        if (s[at] is not ('点' or '时' or '點') || IsOtherWord(s[at..], hour, digits, part)) return named;
        at++;
        at += Minutes(s[at..], out var minutes);
        minute = Of(hour, minutes, part, spoken: true);
        return at;
    }

    private static int Zero(out int value)
    {
        value = 0;
        return 0;
    }

    private static int ReadPart(ReadOnlySpan<char> s, ref Part part)
    {
        foreach (var (word, value) in Parts)
        {
            if (!s.StartsWith(word)) continue;
            part = value;
            return word.Length;
        }

        return 0;
    }

    private static int Colon(ReadOnlySpan<char> s, int at, int hour, Part part, out int minute)
    {
        minute = -1;
        var n = Numerals.Digits(s[(at + 1)..], out var minutes);
        if (n != 2 || minutes > 59) return 0;
        minute = Of(hour, minutes, part, spoken: false);
        at += 3;
        // Seconds say nothing here: 23:59:59 is 23:59.
        return at < s.Length && s[at] == ':' && Numerals.Digits(s[(at + 1)..], out _) == 2 ? at + 3 : at;
    }

    private static int Minutes(ReadOnlySpan<char> s, out int minutes)
    {
        minutes = 0;
        if (s.StartsWith("半"))
        {
            minutes = 30;
            return 1;
        }

        if (s.StartsWith("整") || s.StartsWith("钟")) return 1;
        if (s.StartsWith("一刻") || s.StartsWith("三刻"))
        {
            minutes = s[0] == '一' ? 15 : 45;
            return 2;
        }

        var n = Numerals.Read(s, out var value);
        if (n is 0 or > 3 || value > 59) return 0;
        if (n < s.Length && s[n] == '分') return Keep(value, n + 1, out minutes);
        return n == 2 && char.IsAsciiDigit(s[0]) && !(n < s.Length && s[n] is '月' or '号' or '日' or '人' or '名' or '个' or ':') ? Keep(value, n, out minutes) : 0;
    }

    private static int Keep(int value, int length, out int minutes)
    {
        minutes = value;
        return length;
    }

    /// <summary>一点 is mostly "a little"; 时间, 时候, 点名, 点评 are other words; 3时 alone is too short a word to trust beside 小时.</summary>
    private static bool IsOtherWord(ReadOnlySpan<char> rest, int hour, bool digits, Part part)
    {
        if (!digits && hour == 1 && part is Part.None or Part.Evening) return true;
        if (rest.Length < 2) return false;
        return rest[0] == '时' ? rest[1] is '间' or '候' or '段' or '代' or '长' or '刻' or '期' : rest[1] is '名' or '评' or '击' or '赞' or '建' or '意' or '要';
    }

    private static int Of(int hour, int minutes, Part part, bool spoken)
    {
        hour = part switch
        {
            Part.Afternoon or Part.Evening when hour is > 0 and < 12 => hour + 12,
            Part.Evening when hour is 12 or 0 => 24,
            Part.Night when hour == 12 => 0,
            Part.Noon when hour is > 0 and < 5 => hour + 12,
            // "五点截止" said without a part of the day is an afternoon.
            Part.None when spoken && hour is > 0 and < 7 => hour + 12,
            _ => hour,
        };
        return Math.Min((hour * 60) + minutes, 1440);
    }
}
