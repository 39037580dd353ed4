namespace Monitor.Alerts.QuickReport;

/// <summary>The report as it will be set: lines and tables, no layout.</summary>
public sealed record ReportPaper(string Title, IReadOnlyList<string> Head, IReadOnlyList<ReportSection> Sections);

public sealed record ReportSection(string Heading, IReadOnlyList<string> Lines, ReportTable? Table = null)
{
    /// <summary>Stands between lines and table.</summary>
    public ReportPicture? Picture { get; init; }
}

/// <param name="Alt">What it shows, in words.</param>
/// <param name="Width">Millimetres; the height follows from the picture.</param>
public sealed record ReportPicture(byte[] Png, string Alt, double Width);

public sealed record ReportTable(IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows);
