using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Monitor.Alerts.Digest.Files;

/// <summary>One sheet a table, figures as figures and times as times. Text is stored as text, marked so where a spreadsheet could take it for a formula when it is edited or saved as CSV.</summary>
internal static class DigestXlsx
{
    private const int LongestSheetName = 31;

    public static byte[] Write(DigestPaper paper)
    {
        using var stream = new MemoryStream();
        using (var package = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = package.AddWorkbookPart();
            package.ChangeIdOfPart(book, "book");
            var sheets = new Sheets();
            book.Workbook = new Workbook(sheets);
            book.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = XlsxStyles.Sheet();
            Add(book, sheets, paper.Tongue["概要", "In short"], [[Text(paper.Subject, XlsxStyles.Head)], [Text(paper.Range)], .. paper.Sentences.Append(paper.Next).Select(s => (Cell[])[Text(s)])]);
            foreach (var section in paper.Sections)
                Add(book, sheets, section.Caption, [[.. section.Table.Head.Select(h => Text(h, XlsxStyles.Head))], .. section.Table.Rows.Select(r => r.Select(Of).ToArray())]);
        }

        return StillZip.Of(stream);
    }

    private static void Add(WorkbookPart book, Sheets sheets, string caption, IReadOnlyList<Cell[]> rows)
    {
        var number = (uint)sheets.Count() + 1;
        var part = book.AddNewPart<WorksheetPart>($"sheet{number}");
        var widest = rows.Max(r => r.Length);
        part.Worksheet = new Worksheet(
            new Columns(Enumerable.Range(1, widest).Select(i => new Column { Min = (uint)i, Max = (uint)i, Width = i == 1 ? 60 : 16, CustomWidth = true })),
            new SheetData(rows.Select(r => new Row(r))));
        sheets.Append(new Sheet { Name = Name(caption), SheetId = number, Id = book.GetIdOfPart(part) });
    }

    /// <summary>A sheet's name holds at most 31 characters and none of these.</summary>
    private static string Name(string caption)
    {
        var end = caption.IndexOfAny(['（', '(']);
        var name = new string([.. (end > 0 ? caption[..end] : caption).Trim().Where(c => !@":\/?*[]".Contains(c))]);
        return name.Length <= LongestSheetName ? name : name[..LongestSheetName];
    }

    private static Cell Of(DigestCell cell) => cell switch
    {
        { Number: { } number } => Figure(number, cell.Percent ? XlsxStyles.Percent : XlsxStyles.Plain),
        { When: { } when } => Figure(when.ToOADate(), cell.DayOnly ? XlsxStyles.Day : XlsxStyles.Moment),
        _ => Text(cell.Text),
    };

    private static Cell Figure(double value, uint style) => new() { DataType = CellValues.Number, CellValue = new CellValue(value), StyleIndex = style };

    private static Cell Text(string text, uint style = XlsxStyles.Plain) => new()
    {
        DataType = CellValues.InlineString,
        InlineString = new InlineString(new Text(QuickReport.XmlText.Clean(text)) { Space = SpaceProcessingModeValues.Preserve }),
        StyleIndex = style == XlsxStyles.Plain && text.Length > 0 && "=+-@\t\r".Contains(text[0]) ? XlsxStyles.Quoted : style,
    };
}
