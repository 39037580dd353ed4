using System.Text;

namespace Monitor.Collectors.FileDrop.Rows;

/// <summary>
/// Cells of one CSV record (RFC 4180), fed line by line: quotes count only where a cell begins, a quote inside is written twice, and what follows a
/// closing quote up to the delimiter is kept. Nothing is a formula: text that begins with = is text.
/// </summary>
internal sealed class CsvSplit(char delimiter)
{
    private readonly StringBuilder _cell = new();
    private List<string?> _cells = [];
    private bool _quoted;
    private bool _closed;

    /// <summary>Something other than a delimiter follows a closing quote.</summary>
    public bool Odd { get; private set; }

    /// <returns>True when the record is complete; false when a quoted cell goes on in the next line.</returns>
    public bool Feed(string line)
    {
        var at = 0;
        if (_quoted) _cell.Append('\n');
        else at = Begin(line, 0);
        while (true)
        {
            if (_quoted)
            {
                var quote = line.IndexOf('"', at);
                if (quote < 0)
                {
                    _cell.Append(line, at, line.Length - at);
                    return false;
                }

                _cell.Append(line, at, quote - at);
                at = quote + 1;
                if (at < line.Length && line[at] == '"')
                {
                    _cell.Append('"');
                    at++;
                    continue;
                }

                (_quoted, _closed) = (false, true);
            }

            var end = line.IndexOf(delimiter, at);
            Odd |= _closed && (end < 0 ? line.Length : end) > at;
            _closed = false;
            _cell.Append(line, at, (end < 0 ? line.Length : end) - at);
            _cells.Add(_cell.ToString());
            _cell.Clear();
            if (end < 0) return true;
            at = Begin(line, end + 1);
        }
    }

    public List<string?> Take()
    {
        var cells = _cells;
        (_cells, _quoted, _closed, Odd) = ([], false, false, false);
        _cell.Clear();
        return cells;
    }

    private int Begin(string line, int at)
    {
        if (at >= line.Length || line[at] != '"') return at;
        _quoted = true;
        return at + 1;
    }
}
