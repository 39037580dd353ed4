using System.Globalization;
using Monitor.Alerts.QuickReport;
using Monitor.Core.Alerts;
using Monitor.Host.Board.Markup;

namespace Monitor.Host.Drill.Reporting;

/// <summary>The after-action report as lines and tables, for the printer, the terminal and the board alike.</summary>
internal static class DrillPaper
{
    /// <param name="report">What is reported.</param>
    /// <param name="before">The same scenario's drill before it, for comparison.</param>
    public static ReportPaper Compose(DrillReport report, DrillReport? before)
    {
        List<string> head =
        [
            $"演练编号：{report.Id}", $"场景：{report.Scenario}；组织：{report.By}",
            $"时间：{DrillWords.Time(report.StartedAt)} 至 {DrillWords.Time(report.EndedAt)}（北京时间），{DrillWords.Of(report.EndReason)}{(report.EndedBy is null ? "" : "，" + report.EndedBy)}",
        ];
        if (report.Restricted) head.Add("查看范围：仅限宣传组和管理员，请勿转发");
        return new ReportPaper($"{DrillMark.Chinese}“{report.Title}”演练总结", head,
        [
            new ReportSection("一、结论", [.. Conclusion(report)]),
            new ReportSection("二、各步骤用时", [Goals(report.Goals)], Steps(report)),
            new ReportSection("三、渠道送达", report.Channels.Count == 0 ? ["没有发出通知。"] : [.. Failures(report)], report.Channels.Count == 0 ? null : Channels(report)),
            new ReportSection("四、与上次比较", [.. Compare(report, before)]),
        ]);
    }

    private static IEnumerable<string> Conclusion(DrillReport r)
    {
        yield return $"预期 {r.Steps.Count} 步，发现 {r.Steps.Count(s => s.Detected)} 步，确认 {r.Steps.Count(s => s.AcknowledgedBy is not null)} 步，办结 {r.Steps.Count(s => s.Close is not null)} 步。{(r.AllWithinGoals ? "全部达标。" : "未全部达标。")}";
        foreach (var s in r.Steps.Where(s => !s.Detected)) yield return $"未发现：{s.Name}（{Terms.Of(s.Kind)}，{Words.Of(s.Level)}以上）。";
        foreach (var s in r.Steps.Where(s => s is { Detected: true, AcknowledgedBy: null })) yield return $"无人确认：{s.Name}。";
        foreach (var s in r.Steps.Where(s => s is { Detected: true, Deliveries.Count: 0 })) yield return $"没有渠道接收：{s.Name}。";
        if (r.Held > 0) yield return Count($"有 {r.Held} 条通知因免打扰、上限或合并而未单独发出。");
        if (r.Others.Count > 0) yield return $"预期之外的告警 {r.Others.Count} 条：{string.Join("；", r.Others.Take(5).Select(o => $"{Words.Of(o.Level)} {o.Title}"))}。";
    }

    private static string Goals(DrillGoals g) =>
        $"目标：发现 {DrillWords.Seconds(g.Detect)}内（步骤另有规定的从其规定），送达 {DrillWords.Seconds(g.Deliver)}内，确认 {DrillWords.Seconds(g.Acknowledge)}内{(g.Close > 0 ? $"，办结 {DrillWords.Seconds(g.Close)}内" : "")}。发现自该步骤首个事件起计，其余自告警起计；括号内自演练首个事件起计。";

    private static ReportTable Steps(DrillReport r) => new(
        ["步骤", "发现", "最快送达", "确认", "办结"],
        [.. r.Steps.Select(s => (IReadOnlyList<string>)
        [
            $"{s.Name}：{(s.Detected ? $"{Words.Of(s.ReachedLevel!.Value)} {s.AlertTitle}" : "未发现")}",
            s.Detected ? $"{DrillWords.Seconds(s.Detect)}（{DrillWords.Seconds(s.SinceFirst.Detected)}），{DrillWords.InTime(s.DetectInTime)}" : $"未发现，目标 {DrillWords.Seconds(s.DetectGoal)}",
            s.Deliveries.Any(d => d.After is not null) ? $"{DrillWords.Seconds(s.Deliveries.Min(d => d.After))}（{DrillWords.Seconds(s.SinceFirst.Delivered)}），{DrillWords.InTime(s.DeliverInTime)}" : "未送达",
            s.AcknowledgedBy is null ? "无人确认" : $"{s.AcknowledgedBy} {DrillWords.Seconds(s.Acknowledge)}（{DrillWords.Seconds(s.SinceFirst.Acknowledged)}），{DrillWords.InTime(s.AcknowledgeInTime)}",
            s.CaseId is null ? "未立案" : s.Close is null ? $"{s.CaseId} 未办结" : $"{s.CaseId} {DrillWords.Seconds(s.Close)}（{DrillWords.Seconds(s.SinceFirst.Closed)}）{(s.CloseInTime is { } ok ? "，" + DrillWords.InTime(ok) : "")}",
        ])]);

    private static ReportTable Channels(DrillReport r) => new(
        ["渠道", "通知", "送达", "失败", "未发完", "各步骤首条用时"],
        [.. r.Channels.Select(c => (IReadOnlyList<string>)
        [
            c.Channel, Number(c.Notices), Number(c.Delivered), Number(c.Failed), Number(c.Waiting),
            string.Join("；", r.Steps.SelectMany(s => s.Deliveries.Where(d => d.Channel == c.Channel).Select(d => $"{s.Name} {DrillWords.Seconds(d.After)}{(d.InTime ? "" : "（未达标）")}"))),
        ])]);

    private static IEnumerable<string> Failures(DrillReport r) =>
        r.Channels.Where(c => c.LastFailure is not null).Select(c => $"{c.Channel} 未全部送达，最后的回答：{c.LastFailure}");

    private static IEnumerable<string> Compare(DrillReport now, DrillReport? before)
    {
        if (before is null)
        {
            yield return "这是该场景的第一次演练。";
            yield break;
        }

        yield return $"上次：{DrillWords.Time(before.StartedAt)}，编号 {before.Id}，发现 {before.Steps.Count(s => s.Detected)} 步，{(before.AllWithinGoals ? "全部达标" : "未全部达标")}。";
        foreach (var s in now.Steps)
        {
            if (before.Steps.FirstOrDefault(b => b.Name == s.Name) is not { } b) continue;
            yield return $"{s.Name}：发现 {DrillWords.Seconds(b.Detect)} → {DrillWords.Seconds(s.Detect)}，最快送达 {DrillWords.Seconds(b.Deliveries.Min(d => d.After))} → {DrillWords.Seconds(s.Deliveries.Min(d => d.After))}，确认 {DrillWords.Seconds(b.Acknowledge)} → {DrillWords.Seconds(s.Acknowledge)}。";
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Count(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
