namespace Monitor.Alerts.QuickReport;

/// <summary>The report as it will be set: lines and tables, no layout.</summary>
public sealed record ReportPaper(string Title, IReadOnlyList<string> Head, IReadOnlyList<ReportSection> Sections);

public sealed record ReportSection(string Heading, IReadOnlyList<string> Lines, ReportTable? Table = null);

public sealed record ReportTable(IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows);
