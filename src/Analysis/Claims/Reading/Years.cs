namespace Monitor.Analysis.Claims.Reading;

/// <summary>Which year a place in a passage speaks of.</summary>
internal static class Years
{
    /// <summary>The past in general (往年, 历年): nothing of it can be checked.</summary>
    public const int Unknown = 0;

    /// <summary>The last year named before the place; without one, the post's own year, and <paramref name="stated"/> is false.</summary>
    public static int At(Passage p, int place, out bool stated)
    {
        stated = true;
        var hits = p.Hits;
        for (var i = Near(hits, place); i >= 0 && hits[i].Start > place - Passage.LongestSentence; i--)
        {
            if (hits[i].Tag != Tag.Past) continue;
            if (hits[i].Value == "20" && Written(p.Text, hits[i].Start) is > 0 and var year) return year;
            // 去年 speaks for its sentence only.
            if (hits[i].Value != "20" && SameSentence(p, hits[i].Start, place)) return hits[i].Value == "?" ? Unknown : p.Published.Year + int.Parse(hits[i].Value, System.Globalization.CultureInfo.InvariantCulture);
        }

        stated = false;
        return p.Published.Year;
    }

    /// <summary>20dd followed by 年, 届, 高考 or 中考.</summary>
    private static int Written(ReadOnlySpan<char> text, int at)
    {
        if (at > 0 && char.IsAsciiDigit(text[at - 1])) return 0;
        var n = Numerals.Digits(text[at..], out var year);
        if (n != 4 || at + 4 >= text.Length) return 0;
        return text[at + 4] is '年' or '届' or '高' or '中' ? year : 0;
    }

    private static bool SameSentence(Passage p, int from, int to) => p.Text[from..to].IndexOfAny("。!?;\n") < 0;

    private static int Near(ReadOnlySpan<Hit> hits, int place)
    {
        int low = 0, high = hits.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (hits[middle].Start < place) low = middle + 1;
            else high = middle;
        }

        return low - 1;
    }
}
