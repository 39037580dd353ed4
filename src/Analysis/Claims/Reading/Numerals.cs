namespace Monitor.Analysis.Claims.Reading;

/// <summary>Whole numbers in digits or in Chinese numerals: 28, 二十八, 十, 廿八, 三百八 (380), 四百三十八, 两万八 (28000).</summary>
internal static class Numerals
{
    /// <summary>Length of the number at the beginning; 0 when there is none, or when it has more than nine digits.</summary>
    public static int Read(ReadOnlySpan<char> s, out int value)
    {
        value = 0;
        if (s.IsEmpty) return 0;
        return char.IsAsciiDigit(s[0]) ? Digits(s, out value) : Chinese(s, out value);
    }

    public static int Digits(ReadOnlySpan<char> s, out int value)
    {
        value = 0;
        var n = 0;
        while (n < s.Length && char.IsAsciiDigit(s[n]) && n < 10) value = unchecked((value * 10) + (s[n++] - '0'));
        return n > 9 ? 0 : n;
    }

    /// <summary>Numerals with units; spoken forms drop the last unit (三百八).</summary>
    private static int Chinese(ReadOnlySpan<char> s, out int value)
    {
        int total = 0, section = 0, digit = -1, unit = 1, n = 0;
        for (; n < s.Length && n < 10; n++)
        {
            var d = Digit(s[n]);
            if (d >= 0)
            {
                if (digit > 0) break;
                digit = d;
                if (d == 0) unit = 10;
                continue;
            }

            var u = Unit(s[n]);
            if (u == 0) break;
            if (u == 10_000)
            {
                if (n == 0) break;
                total = (section + Math.Max(digit, 0)) * u;
                section = 0;
            }
            else section += (digit < 0 ? 1 : digit) * u;

            digit = -1;
            unit = u;
        }

        // 三百八 is 380, 二十八 is 28, 三百零八 is 308.
        value = total + section + (digit <= 0 ? 0 : digit * (unit >= 100 ? unit / 10 : 1));
        return n;
    }

    private static int Digit(char c) => c switch
    {
        '零' or '〇' => 0,
        '一' => 1,
        '二' or '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => -1,
    };

    private static int Unit(char c) => c switch { '十' => 10, '廿' => 20, '百' => 100, '千' => 1000, '万' => 10_000, _ => 0 };
}
