namespace Monitor.Analysis.Duplicates;

/// <summary>Days of the month (25日, 25号) and numbers of three or four digits (502, 1200), which name an event; years do not.</summary>
internal static class SmallNumbers
{
    public static void Read(string text, List<(MarkSort, uint)> found)
    {
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            uint value = 0;
            while (i < text.Length && char.IsAsciiDigit(text[i])) value = (value * 10) + text[i++] - '0';
            var digits = i - start;
            if (digits == 0)
            {
                i++;
                continue;
            }

            var unit = i < text.Length ? text[i] : ' ';
            if (digits <= 2 && value is >= 1 and <= 31 && unit is '日' or '号') found.Add((MarkSort.Day, value));
            else if (digits is 3 or 4 && unit != '年' && value is not (>= 1990 and <= 2039)) found.Add((MarkSort.Code, value));
        }
    }
}
