using System.Globalization;

namespace Monitor.Analysis.Claims.Reading;

/// <summary>An amount of yuan found in a text.</summary>
internal readonly record struct MoneyMention(int Start, int End, decimal Yuan);

/// <summary>Finds amounts: 500元, ¥500, 3.8万, 3万8, 三百八, 两千块, 5k, 500一科. Numbers of people, points or things are none.</summary>
internal static class MoneyScanner
{
    private static readonly string[] PerPiece = ["一科", "每科", "/科", "一门", "每门", "一份", "一套", "一题", "一位", "一个名额", "打包", "包过", "全包", "起步", "不议价"];

    public static List<MoneyMention> Find(ReadOnlySpan<char> s, int offset)
    {
        var found = new List<MoneyMention>(1);
        for (var i = 0; i < s.Length;)
        {
            var n = s[i] is '¥' or '￥' ? 1 : 0;
            var number = i + n < s.Length && (i == 0 || !char.IsAsciiDigit(s[i - 1])) ? Amount(s[(i + n)..], marked: n > 0, out var yuan) : Nothing(out yuan);
            if (number == 0)
            {
                i++;
                continue;
            }

            found.Add(new MoneyMention(offset + i, offset + i + n + number, yuan));
            i += n + number;
        }

        return found;
    }

    private static int Nothing(out decimal yuan)
    {
        yuan = 0;
        return 0;
    }

    private static int Amount(ReadOnlySpan<char> s, bool marked, out decimal yuan)
    {
        yuan = 0;
        return char.IsAsciiDigit(s[0]) ? Digits(s, marked, out yuan) : Spoken(s, marked, out yuan);
    }

    private static int Digits(ReadOnlySpan<char> s, bool marked, out decimal yuan)
    {
        var n = 0;
        while (n < s.Length && n < 12 && (char.IsAsciiDigit(s[n]) || (s[n] is '.' or ',' && n + 1 < s.Length && char.IsAsciiDigit(s[n + 1])))) n++;
        if (!decimal.TryParse(s[..n], NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out yuan)) return 0;
        var end = n;
        var scale = end < s.Length ? s[end] switch { '万' or 'w' or 'W' => 10_000, '千' or 'k' or 'K' => 1000, '百' => 100, _ => 0 } : 0;
        if (scale > 0)
        {
            yuan *= scale;
            end++;
            // 3万8 is 38000.
            if (end < s.Length && char.IsAsciiDigit(s[end]) && (end + 1 == s.Length || !char.IsAsciiDigit(s[end + 1]))) yuan += (s[end++] - '0') * scale / 10m;
        }

        var unit = Unit(s[end..]);
        return unit > 0 || marked || (scale > 0 && IsMoney(s[end..])) || Per(s[end..]) ? end + unit : 0;
    }

    private static int Spoken(ReadOnlySpan<char> s, bool marked, out decimal yuan)
    {
        yuan = 0;
        var n = Numerals.Read(s, out var value);
        if (n == 0) return 0;
        // 三千一门 is 3000 each.
        if (n > 2 && s[n - 1] == '一' && n < s.Length && s[n] is '门' or '科' or '份' or '套' or '位' or '个' or '年' or '次' or '题' or '人' or '天') n = Numerals.Read(s[..(n - 1)], out value);
        yuan = value;
        var unit = Unit(s[n..]);
        var large = n >= 2 && s[..n].IndexOfAny('百', '千', '万') > 0;
        return unit > 0 || marked || (large && (IsMoney(s[n..]) || Per(s[n..]))) ? n + unit : 0;
    }

    private static int Unit(ReadOnlySpan<char> s) =>
        s.StartsWith("块钱") || s.StartsWith("人民") ? 2 : s is ['元' or '块', ..] ? 1 : s.StartsWith("rmb") || s.StartsWith("RMB") ? 3 : 0;

    private static bool Per(ReadOnlySpan<char> s)
    {
        foreach (var word in PerPiece)
        {
            if (s.StartsWith(word)) return true;
        }

        return false;
    }

    /// <summary>After a number in hundreds and more: what is counted, if it is counted.</summary>
    private static bool IsMoney(ReadOnlySpan<char> s) =>
        s.IsEmpty || s[0] is not ('人' or '名' or '分' or '个' or '字' or '米' or '年' or '位' or '所' or '家' or '条' or '次' or '页' or '余' or '多' or '考' or '学' or '户' or '天' or '票' or '粉' or '阅' or '点' or '亿' or '高' or '的');
}
