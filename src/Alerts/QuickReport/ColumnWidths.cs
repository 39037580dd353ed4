using System.Globalization;

namespace Monitor.Alerts.QuickReport;

/// <summary>Shares a table's width out by what its columns hold: a sentence gets more than a figure, and none so little that its head breaks.</summary>
internal static class ColumnWidths
{
    private const int Least = 9;
    private const int Most = 34;

    /// <param name="table">With its heads.</param>
    /// <param name="whole">Width of the table in twentieths of a point.</param>
    public static IReadOnlyList<string> Of(ReportTable table, uint whole)
    {
        var weights = table.Heads.Select((head, i) => Math.Clamp(table.Rows.Select(r => Length(r[i])).Append(Length(head)).Max(), Least, Most)).ToList();
        var sum = weights.Sum();
        return [.. weights.Select(w => (whole * w / sum).ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>A Chinese character is as wide as two letters.</summary>
    private static int Length(string text) => text.EnumerateRunes().Sum(r => r.Value < 0x2E80 ? 1 : 2);
}
