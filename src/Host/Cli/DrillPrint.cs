using Monitor.Alerts.QuickReport;

namespace Monitor.Host.Cli;

/// <summary>A paper for the terminal: a table's row is a line with its heads, since Chinese columns do not align.</summary>
internal static class DrillPrint
{
    public static void Write(ReportPaper paper, TextWriter to)
    {
        to.WriteLine(paper.Title);
        foreach (var line in paper.Head) to.WriteLine(line);
        foreach (var section in paper.Sections)
        {
            to.WriteLine($"\n{section.Heading}");
            foreach (var line in section.Lines) to.WriteLine("  " + line);
            foreach (var row in section.Table?.Rows ?? []) to.WriteLine("  " + string.Join("；", section.Table!.Heads.Zip(row, (head, cell) => $"{head}：{cell}")));
        }
    }
}
