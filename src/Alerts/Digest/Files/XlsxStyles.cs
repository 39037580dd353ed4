using DocumentFormat.OpenXml.Spreadsheet;

namespace Monitor.Alerts.Digest.Files;

/// <summary>The looks of a cell, by their index in the style sheet.</summary>
internal static class XlsxStyles
{
    public const uint Plain = 0;
    public const uint Head = 1;
    public const uint Percent = 2;

    /// <summary>Shown as text even when it begins like a formula.</summary>
    public const uint Quoted = 3;

    public const uint Day = 4;
    public const uint Moment = 5;

    /// <summary>ECMA-376 part 1, 18.8.30: own formats begin at 164, for what 14 and 22 show depends on where the reader's computer stands.</summary>
    private const uint DayFormat = 164;
    private const uint MomentFormat = 165;

    /// <summary>ECMA-376 part 1, 18.8.30: format 10 is 0.00%.</summary>
    private const uint PercentFormat = 10;

    public static Stylesheet Sheet() => new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = DayFormat, FormatCode = "yyyy-mm-dd" },
            new NumberingFormat { NumberFormatId = MomentFormat, FormatCode = "yyyy-mm-dd hh:mm" })
        { Count = 2 },
        new Fonts(new Font(), new Font(new Bold())) { Count = 2 },
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })) { Count = 2 },
        new Borders(new Border()) { Count = 1 },
        new CellStyleFormats(new CellFormat()) { Count = 1 },
        new CellFormats(
            new CellFormat(),
            new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat { NumberFormatId = PercentFormat, ApplyNumberFormat = true },
            new CellFormat { QuotePrefix = true },
            new CellFormat { NumberFormatId = DayFormat, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = MomentFormat, ApplyNumberFormat = true })
        { Count = 6 });
}
