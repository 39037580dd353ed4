using Monitor.Collectors.FileDrop.Rows;

namespace Monitor.Collectors.FileDrop;

/// <summary>Rows of a table under its header.</summary>
/// <param name="strict">A row whose cells are not as many as the header's is a bad one; sheets leave empty cells away.</param>
internal sealed class TableEntries(IRows rows, RowFields fields, FileDropOptions options, bool strict) : IEntries
{
    private int? _width;

    public Entry? Next()
    {
        if (rows.Next() is not { } row) return null;
        if (row.Cells is not { } cells) return new Entry(row.Line, null, row.Fault);
        var filled = Filled(cells);
        if (filled == 0) return new Entry(row.Line, null, null);
        if (_width is null)
        {
            fields.Place(options.HasHeader ? cells : [.. Enumerable.Range(1, cells.Count).Select(n => "#" + n)], row.Line);
            _width = cells.Count;
            if (options.HasHeader) return new Entry(row.Line, null, null);
        }

        // More cells than columns: a delimiter stands unquoted within a text, and everything behind it has moved.
        if (options.HasHeader && (filled > _width || (strict && cells.Count < _width)))
            return new Entry(row.Line, null, $"{cells.Count} cells where the header has {_width}");
        return fields.Read(row.Line, (_, index) => index < cells.Count ? cells[index] : null);
    }

    public void Dispose() => rows.Dispose();

    private static int Filled(IReadOnlyList<string?> cells)
    {
        var count = cells.Count;
        while (count > 0 && string.IsNullOrWhiteSpace(cells[count - 1])) count--;
        return count;
    }
}
