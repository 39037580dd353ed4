using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Monitor.Tests.Collectors.FileDrop;

/// <summary>Workbooks as spreadsheet programs write them.</summary>
internal static class Workbooks
{
    /// <summary>A workbook whose texts are shared, within their cells, or what a formula last came to, in turns.</summary>
    public static byte[] Xlsx(IReadOnlyList<IReadOnlyList<string>> rows, string sheet = "数据")
    {
        using var memory = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var (part, shared) = (book.AddNewPart<WorksheetPart>(), book.AddNewPart<SharedStringTablePart>());
            shared.SharedStringTable = new SharedStringTable();
            var styles = book.AddNewPart<WorkbookStylesPart>();
            styles.Stylesheet = new Stylesheet(
                new NumberingFormats(new NumberingFormat { NumberFormatId = 176, FormatCode = "yyyy\"年\"m\"月\"d\"日\" hh:mm:ss" }, new NumberingFormat { NumberFormatId = 177, FormatCode = "[Red]0.00\"元ymd\"" }),
                new Fonts(new Font()), new Fills(new Fill()), new Borders(new Border()), new CellStyleFormats(new CellFormat()),
                new CellFormats(new CellFormat { NumberFormatId = 0 }, new CellFormat { NumberFormatId = 176 }, new CellFormat { NumberFormatId = 22 }, new CellFormat { NumberFormatId = 177 }));
            var data = new SheetData();
            foreach (var (r, row) in rows.Index())
            {
                var line = new DocumentFormat.OpenXml.Spreadsheet.Row { RowIndex = (uint)r + 1 };
                // Empty cells are left away, as spreadsheet programs do.
                foreach (var (c, text) in row.Index()) if (text.Length > 0) line.Append(Written(text, $"{(char)('A' + c)}{r + 1}", (r + c) % 3, shared.SharedStringTable));
                data.Append(line);
            }

            part.Worksheet = new Worksheet(data);
            book.Workbook = new Workbook(new Sheets(new Sheet { Name = sheet, SheetId = 1, Id = book.GetIdOfPart(part) }));
        }

        return memory.ToArray();
    }

    private static Cell Written(string text, string place, int way, SharedStringTable shared)
    {
        var kept = new DocumentFormat.OpenXml.Spreadsheet.Text(text) { Space = SpaceProcessingModeValues.Preserve };
        if (Number(text) is { } number) return new Cell { CellReference = place, CellValue = new CellValue(number.Value), StyleIndex = number.Style };
        switch (way)
        {
            case 0:
                shared.Append(new SharedStringItem(kept, new PhoneticRun(new DocumentFormat.OpenXml.Spreadsheet.Text("よみ")) { BaseTextStartIndex = 0, EndingBaseIndex = 1 }));
                return new Cell { CellReference = place, DataType = CellValues.SharedString, CellValue = new CellValue((shared.ChildElements.Count - 1).ToString(CultureInfo.InvariantCulture)) };
            case 1:
                return new Cell { CellReference = place, DataType = CellValues.InlineString, InlineString = new InlineString(new DocumentFormat.OpenXml.Spreadsheet.Run(kept)) };
            default:
                return new Cell { CellReference = place, DataType = CellValues.String, CellFormula = new CellFormula("HYPERLINK(\"http://evil.example\")"), CellValue = new CellValue(text) { Space = SpaceProcessingModeValues.Preserve } };
        }
    }

    /// <summary>#serial:style stands for a number with a format.</summary>
    private static (string Value, uint Style)? Number(string text) =>
        text is ['#', .. var rest] && rest.Split(':') is [var value, var style] ? (value, uint.Parse(style, CultureInfo.InvariantCulture)) : null;
}
