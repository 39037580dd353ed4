namespace Monitor.Collectors.FileDrop.Rows;

/// <summary>
/// Records of a CSV file. A quote that is never closed would swallow the rest of the file: after some lines it is taken for a bad row and reading goes on
/// with the line below it.
/// </summary>
internal sealed class CsvRows : IRows
{
    private const int MostLines = 200;
    private const string Choices = ",\t;|";

    private readonly BoundedLines _lines;
    private readonly Queue<Line> _again = new();
    private readonly CsvSplit _split;

    public CsvRows(TextReader text, string? delimiter)
    {
        _lines = new BoundedLines(text);
        var first = Read();
        var named = first?.Text is ['s', 'e', 'p', '=', var own] ? own : (char?)null;
        if (first is not null && named is null) _again.Enqueue(first);
        _split = new CsvSplit(delimiter switch
        {
            null or "" => named ?? Commonest(first?.Text ?? ""),
            "tab" or "\\t" => '\t',
            _ => delimiter[0],
        });
    }

    public Row? Next()
    {
        if (Take() is not { } first) return null;
        if (!first.Whole) return Broken(first, $"longer than {BoundedLines.MostCharacters} characters");
        if (_split.Feed(first.Text)) return new Row(first.Number, _split.Take());

        var (more, length) = (new List<Line>(), first.Text.Length);
        while (more.Count < MostLines && length < BoundedLines.MostCharacters && Take() is { } line)
        {
            more.Add(line);
            length += line.Text.Length;
            if (!line.Whole) break;
            if (!_split.Feed(line.Text)) continue;
            // Closed in the middle of a cell: more likely the quotation mark of another row.
            if (_split.Odd) break;
            return new Row(first.Number, _split.Take());
        }

        var rest = _again.ToList();
        _again.Clear();
        foreach (var line in more.Concat(rest)) _again.Enqueue(line);
        return Broken(first, "a quotation mark that opens here is not closed");
    }

    public void Dispose() => _lines.Dispose();

    private Row Broken(Line line, string why)
    {
        _split.Take();
        return new Row(line.Number, null, why);
    }

    private Line? Take() => _again.TryDequeue(out var line) ? line : Read();

    private Line? Read() => _lines.Next(out var whole) is { } text ? new Line(_lines.Number, text, whole) : null;

    /// <summary>Counted outside quotes; the comma where none occurs.</summary>
    private static char Commonest(string line)
    {
        var counts = new int[Choices.Length];
        var quoted = false;
        foreach (var c in line)
        {
            if (c == '"') quoted = !quoted;
            else if (!quoted && Choices.IndexOf(c) is var i and >= 0) counts[i]++;
        }

        var most = counts.Max();
        return most == 0 ? ',' : Choices[Array.IndexOf(counts, most)];
    }

    private sealed record Line(long Number, string Text, bool Whole);
}
