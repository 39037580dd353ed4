using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Collectors.Parsing;

/// <summary>Dates of official papers in Chinese numerals: 二〇二五年六月七日.</summary>
internal static partial class ChineseDigits
{
    private const string Digits = "〇一二三四五六七八九";

    public static string Plain(string text)
    {
        if (text.AsSpan().IndexOfAny("〇○零一二三四五六七八九十") < 0) return text;
        return Written().Replace(text, m => $"{string.Concat(m.Groups[1].Value.Select(c => Digit(c)))}年{Number(m.Groups[2].Value)}月{Number(m.Groups[3].Value)}日");
    }

    private static int Digit(char c) => c is '○' or '零' ? 0 : Digits.IndexOf(c, StringComparison.Ordinal);

    /// <summary>Up to 三十一.</summary>
    private static string Number(string text)
    {
        var ten = text.IndexOf('十', StringComparison.Ordinal);
        if (ten < 0) return text.Aggregate(0, (sum, c) => (sum * 10) + Digit(c)).ToString(CultureInfo.InvariantCulture);
        var value = ((ten == 0 ? 1 : Digit(text[0])) * 10) + (ten == text.Length - 1 ? 0 : Digit(text[^1]));
        return value.ToString(CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日")]
    private static partial Regex Written();
}
