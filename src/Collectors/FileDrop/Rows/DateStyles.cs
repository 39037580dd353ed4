using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Monitor.Collectors.FileDrop.Rows;

/// <summary>Which cells are dates: a workbook keeps them as numbers of days and tells by the cell's number format alone.</summary>
internal sealed partial class DateStyles
{
    private readonly bool[] _isDate;
    private readonly bool _from1904;

    private DateStyles(bool[] isDate, bool from1904) => (_isDate, _from1904) = (isDate, from1904);

    public static DateStyles Of(WorkbookPart book)
    {
        var sheet = book.WorkbookStylesPart?.Stylesheet;
        var own = sheet?.NumberingFormats?.Elements<NumberingFormat>().Where(f => f.NumberFormatId is not null)
            .GroupBy(f => f.NumberFormatId!.Value).ToDictionary(g => g.Key, g => IsDate(g.Last().FormatCode?.Value ?? "")) ?? [];
        var formats = sheet?.CellFormats?.Elements<CellFormat>().Select(f => f.NumberFormatId?.Value ?? 0).ToList() ?? [];
        return new DateStyles([.. formats.Select(id => own.TryGetValue(id, out var date) ? date : IsBuiltIn(id))], book.Workbook?.WorkbookProperties?.Date1904?.Value == true);
    }

    /// <summary>A number as text: a date as one, a whole number without exponent.</summary>
    public string? Number(string? value, string? style)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return value;
        if (int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < _isDate.Length && _isDate[index] && Date(number) is { } date)
            return date.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return value!.AsSpan().IndexOfAny('e', 'E') >= 0 && decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain)
            ? plain.ToString("0.###############", CultureInfo.InvariantCulture)
            : value;
    }

    /// <summary>Null for what is no date of our time.</summary>
    private DateTime? Date(double serial)
    {
        if (_from1904) serial += 1462;
        // Up to 60 the 1900 system counts a day that never was.
        if (serial is < 61 or > 2_958_465) return null;
        return new DateTime(1899, 12, 30).AddSeconds(Math.Round(serial * 86_400));
    }

    /// <summary>Of ECMA-376, 18.8.30, with the ranges East Asian locales use.</summary>
    private static bool IsBuiltIn(uint id) => id is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58);

    private static bool IsDate(string code) => Letters().IsMatch(Literals().Replace(code, ""));

    /// <summary>Quoted text, escaped characters, and brackets other than those of elapsed time.</summary>
    [GeneratedRegex("\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?!h+\\]|m+\\]|s+\\])[^\\]]*\\]", RegexOptions.IgnoreCase)]
    private static partial Regex Literals();

    [GeneratedRegex("[ymdhs]|上午|年", RegexOptions.IgnoreCase)]
    private static partial Regex Letters();
}
