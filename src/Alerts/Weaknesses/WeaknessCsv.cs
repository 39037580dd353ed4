using System.Text;
using Monitor.Core.Weaknesses;

namespace Monitor.Alerts.Weaknesses;

/// <summary>
/// The register as CSV (RFC 4180) in UTF-8 with a byte order mark, which spreadsheets need to read Chinese. A cell that a spreadsheet would take for a formula
/// gets an apostrophe before it: messages quote what strangers' servers say.
/// </summary>
public static class WeaknessCsv
{
    private static readonly string[] Heads =
    [
        "编号", "系统", "系统标识", "代码", "对象", "程度", "状态", "说明", "首次发现", "最近发现", "整改期限", "是否超期", "责任人", "上报时间", "整改确认", "反复次数", "接受风险",
    ];

    public static byte[] Write(WeaknessList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        var text = new StringBuilder();
        Row(text, Heads);
        foreach (var weakness in list.Items) Row(text, Cells(list, weakness));
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static string[] Cells(WeaknessList list, Weakness w) =>
    [
        w.Id, list.Name(w.TargetId), w.TargetId, w.Code, w.Subject ?? "", WeaknessWords.Of(w.Severity), WeaknessWords.Of(w.StateAt(list.At)), w.Message,
        WeaknessWords.Day(w.FirstSeen), WeaknessWords.Day(w.LastSeen), WeaknessWords.Day(w.Due), w.IsOverdueAt(list.At) ? "是" : "否", w.Owner ?? "",
        w.ReportedAt is { } reported ? WeaknessWords.Day(reported) : "", w.FixedAt is { } done ? WeaknessWords.Day(done) : "",
        FormattableString.Invariant($"{w.Reopenings}"), w.StateAt(list.At) == WeaknessState.Accepted && w.Acceptance is { } a ? $"{a.Who}：{a.Reason}（至 {WeaknessWords.Day(a.Until)}）" : "",
    ];

    private static void Row(StringBuilder text, string[] cells) => text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    private static string Cell(string value)
    {
        var safe = value is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + value : value;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
