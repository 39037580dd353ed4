using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Monitor.Alerts.Listing;

/// <summary>
/// A table to take away: CSV (RFC 4180) in UTF-8 with a byte order mark, which spreadsheets need to read Chinese, or XLSX. Strangers wrote what stands in the
/// cells: one that a spreadsheet would take for a formula gets an apostrophe before it, in both files, because an XLSX is often saved as CSV again.
/// </summary>
public static class TableFile
{
    /// <summary>What a cell of a spreadsheet holds (Excel's limit); longer text is cut.</summary>
    private const int LongestCell = 32_767;

    private const int TextWidth = 60;
    private const int OtherWidth = 18;

    public static byte[] Csv(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(heads)) text.AppendJoin(',', row.Select(c => Quoted(Safe(c)))).Append("\r\n");
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <param name="wide">Columns that hold long text, from 0.</param>
    public static byte[] Xlsx(string name, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows, params int[] wide)
    {
        ArgumentNullException.ThrowIfNull(heads);
        using var stream = new MemoryStream();
        using (var package = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = package.AddWorkbookPart();
            package.ChangeIdOfPart(book, "book");
            book.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = Digest.Files.XlsxStyles.Sheet();
            var part = book.AddNewPart<WorksheetPart>("sheet1");
            part.Worksheet = new Worksheet(
                new Columns(heads.Select((_, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = wide.Contains(i) ? TextWidth : OtherWidth, CustomWidth = true })),
                new SheetData(rows.Select(r => new Row(r.Select(c => Cell(c)))).Prepend(new Row(heads.Select(h => Cell(h, Digest.Files.XlsxStyles.Head))))));
            book.Workbook = new Workbook(new Sheets(new Sheet { Name = name, SheetId = 1, Id = book.GetIdOfPart(part) }));
        }

        return stream.ToArray();
    }

    public static string Safe(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + value : value;
    }

    private static string Quoted(string value) => value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static Cell Cell(string value, uint style = Digest.Files.XlsxStyles.Plain)
    {
        var text = QuickReport.XmlText.Clean(Safe(value));
        if (text.Length > LongestCell) text = text[..LongestCell];
        return new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }), StyleIndex = style };
    }
}
