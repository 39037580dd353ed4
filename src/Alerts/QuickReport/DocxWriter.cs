using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Monitor.Alerts.QuickReport;

/// <summary>
/// Sets the paper as .docx in the layout offices use (GB/T 9704-2012: A4, margins 37/35/28/26 mm, title in size 2, text in size 3). Fonts are named, not
/// carried: a machine without them takes its own.
/// </summary>
public static class DocxWriter
{
    private const string Song = "方正小标宋简体";
    private const string Fang = "仿宋_GB2312";
    private const string Hei = "黑体";

    // Half points: size 2 is 22 pt, size 3 is 16 pt, size 5 is 10.5 pt.
    private const string Size2 = "44";
    private const string Size3 = "32";
    private const string Size5 = "21";

    public static byte[] Write(ReportPaper paper)
    {
        ArgumentNullException.ThrowIfNull(paper);
        using var stream = new MemoryStream();
        using (var package = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = package.AddMainDocumentPart();
            // The id made up for it would make every file of the same paper another one.
            package.ChangeIdOfPart(main, "main");
            var body = new Body(Line(paper.Title, Song, Size2, JustificationValues.Center, indent: false));
            foreach (var line in paper.Head) body.Append(Line(line, Fang, Size3, JustificationValues.Left, indent: false));
            foreach (var section in paper.Sections) Append(main, body, section);
            body.Append(new SectionProperties(
                new PageSize { Width = Twips(210), Height = Twips(297) },
                new PageMargin { Top = (int)Twips(37).Value, Bottom = (int)Twips(35).Value, Left = Twips(28), Right = Twips(26), Header = Twips(15), Footer = Twips(15), Gutter = 0 }));
            main.Document = new Document(body);
        }

        return stream.ToArray();
    }

    private static void Append(MainDocumentPart main, Body body, ReportSection section)
    {
        body.Append(Line(section.Heading, Hei, Size3, JustificationValues.Left, indent: true));
        foreach (var line in section.Lines.SelectMany(l => l.Split('\n'))) body.Append(Line(line, Fang, Size3, JustificationValues.Both, indent: true));
        if (section.Picture is { } picture) body.Append(DocxPicture.Paragraph(main, picture));
        if (section.Table is not { } table) return;
        body.Append(Table(table));
        // Word wants a paragraph after a table.
        body.Append(new Paragraph());
    }

    private static Table Table(ReportTable table)
    {
        var widths = ColumnWidths.Of(table, Twips(210).Value - Twips(28).Value - Twips(26).Value);
        var set = new Table(
            new TableProperties(
                new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct },
                new TableBorders(Edge<TopBorder>(), Edge<LeftBorder>(), Edge<BottomBorder>(), Edge<RightBorder>(), Edge<InsideHorizontalBorder>(), Edge<InsideVerticalBorder>()),
                new TableLayout { Type = TableLayoutValues.Fixed }),
            new TableGrid(widths.Select(w => new GridColumn { Width = w })));
        set.Append(Row(table.Heads, widths, Hei, head: true));
        foreach (var row in table.Rows) set.Append(Row(row, widths, Fang, head: false));
        return set;
    }

    private static TableRow Row(IReadOnlyList<string> cells, IReadOnlyList<string> widths, string font, bool head)
    {
        var row = new TableRow();
        if (head) row.Append(new TableRowProperties(new TableHeader()));
        row.Append(cells.Zip(widths, (c, w) => new TableCell(
            new TableCellProperties(new TableCellWidth { Width = w, Type = TableWidthUnitValues.Dxa }),
            Line(c, font, Size5, JustificationValues.Left, indent: false))));
        return row;
    }

    private static Paragraph Line(string text, string font, string size, JustificationValues align, bool indent)
    {
        var layout = new ParagraphProperties();
        // Two characters, as every official paragraph begins.
        if (indent) layout.Append(new Indentation { FirstLineChars = 200, FirstLine = "640" });
        layout.Append(new Justification { Val = align });
        return new Paragraph(layout, new Run(
            new RunProperties(new RunFonts { Ascii = font, HighAnsi = font, EastAsia = font }, new FontSize { Val = size }),
            new Text(XmlText.Clean(text)) { Space = SpaceProcessingModeValues.Preserve }));
    }

    private static T Edge<T>() where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 4 };

    private static UInt32Value Twips(double millimetres) => (uint)Math.Round(millimetres * 1440 / 25.4);
}
