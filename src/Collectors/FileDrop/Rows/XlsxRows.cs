using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Monitor.Collectors.FileDrop.Rows;

/// <summary>
/// Rows of one sheet of a workbook. Package, sheets and styles are read by the Open XML SDK; the sheet itself cell by cell with limits, because a cell of
/// any length would otherwise stand in memory whole. Formulas are not worked out: the value the workbook keeps for them is taken.
/// </summary>
internal sealed class XlsxRows : IRows
{
    private const int MostColumns = 512;

    private readonly SpreadsheetDocument _document;
    private readonly SharedTexts _shared;
    private readonly DateStyles _dates;
    private readonly XmlReader _xml;
    private long _line;

    public XlsxRows(Stream file, string? sheet)
    {
        XlsxLimits.Check(file);
        _document = Guarded(() => SpreadsheetDocument.Open(file, false, new OpenSettings { MaxCharactersInPart = XlsxLimits.MostInPart }));
        try
        {
            (_shared, _dates, _xml) = Guarded(() =>
            {
                var book = _document.WorkbookPart ?? throw new DropFault("the workbook holds no sheets");
                return (SharedTexts.Read(book.SharedStringTablePart), DateStyles.Of(book), XmlReader.Create(Sheet(book, sheet).GetStream(FileMode.Open, FileAccess.Read), XlsxLimits.Xml));
            });
        }
        catch
        {
            _document.Dispose();
            throw;
        }
    }

    public Row? Next() => Guarded(() =>
    {
        while (_xml.Read())
        {
            if (_xml is not { NodeType: XmlNodeType.Element, LocalName: "row" }) continue;
            _line = long.TryParse(_xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var written) ? written : _line + 1;
            return new Row(_line, Cells());
        }

        return null;
    });

    public void Dispose()
    {
        _xml.Dispose();
        _document.Dispose();
    }

    /// <exception cref="DropFault">What the library says of a broken workbook, in one sentence.</exception>
    private static T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is not (DropFault or OutOfMemoryException))
        {
            throw new DropFault($"not a readable .xlsx workbook ({e.GetType().Name}); old .xls files must be saved as .xlsx or CSV", e);
        }
    }

    private static WorksheetPart Sheet(WorkbookPart book, string? name)
    {
        var sheets = book.Workbook?.Sheets?.Elements<Sheet>().ToList() ?? [];
        var sheet = name is null ? sheets.FirstOrDefault() : sheets.FirstOrDefault(s => s.Name?.Value == name);
        if (sheet?.Id?.Value is not { } id || book.GetPartById(id) is not WorksheetPart part)
            throw new DropFault(name is null ? "the workbook holds no sheet" : $"the workbook has no sheet '{name}'");
        return part;
    }

    private List<string?> Cells()
    {
        var cells = new List<string?>();
        if (_xml.IsEmptyElement) return cells;
        var depth = _xml.Depth;
        while (_xml.Read() && _xml.Depth > depth)
        {
            if (_xml is not { NodeType: XmlNodeType.Element, LocalName: "c" }) continue;
            var (column, type, style) = (Column(_xml.GetAttribute("r")) ?? cells.Count, _xml.GetAttribute("t"), _xml.GetAttribute("s"));
            var value = Value(type, style);
            if (column >= MostColumns) continue;
            while (cells.Count <= column) cells.Add(null);
            cells[column] = value;
        }

        return cells;
    }

    private string? Value(string? type, string? style)
    {
        if (_xml.IsEmptyElement) return null;
        string? value = null;
        var depth = _xml.Depth;
        while (_xml.Read() && _xml.Depth > depth)
        {
            if (_xml.NodeType != XmlNodeType.Element) continue;
            if (_xml.LocalName == "v") value = CellText.Read(_xml);
            else if (_xml.LocalName == "is") value = CellText.Rich(_xml);
            else CellText.Pass(_xml);
        }

        return type switch
        {
            "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? _shared[index] : null,
            "e" => null,
            "str" or "inlineStr" or "d" => value,
            "b" => value == "1" ? "true" : "false",
            _ => _dates.Number(value, style),
        };
    }

    /// <summary>Place of a cell such as AB12, from 0.</summary>
    private static int? Column(string? reference)
    {
        var column = 0;
        foreach (var c in reference ?? "")
        {
            if (!char.IsAsciiLetterUpper(c)) break;
            column = Math.Min((column * 26) + c - 'A' + 1, 1 << 20);
        }

        return column == 0 ? null : column - 1;
    }
}
