using System.Globalization;
using Monitor.Alerts.Templates;
using Monitor.Core.Cases;
using static Monitor.Alerts.QuickReport.ReportWords;

namespace Monitor.Alerts.QuickReport;

/// <summary>Puts stored facts into the customary order. What is not known is said to be not known; of a restricted matter only counts are said.</summary>
public static class ReportComposer
{
    public static ReportPaper Compose(ReportData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var title = data.Case?.Title ?? data.Alert?.Title ?? throw new ArgumentException("The report is of an alert or a case.", nameof(data));
        List<string> head = [$"编号：{data.Case?.Id ?? data.Alert!.Id}", $"时间：{Time(data.At)}（北京时间）"];
        if (data.Restricted) head.Add("查看范围：仅限宣传组和管理员；只含数量，请勿转发");
        List<ReportSection> sections = [new("一、基本情况", [.. Situation(data)]), new("二、研判", [.. Judgement(data)]), new("三、处置建议", [.. Advice(data)])];
        sections.AddRange(Attachments(data));
        return new ReportPaper($"关于“{title}”的快报", head, sections);
    }

    private static IEnumerable<string> Situation(ReportData data)
    {
        if (data.Alert is { } a)
        {
            var proposed = a.Level >= Core.Alerts.WarningLevel.Orange && !a.LevelIssued ? "，建议级别，待人工签发" : "";
            yield return $"{Time(a.Since)}起，{a.Title}。{a.Why}";
            yield return $"提示级别：{Of(a.Level)}{proposed}；负责：{Of(a.Team)}；状态：{Of(a.State)}；告警时间：{Time(a.OpenedAt)}。";
            yield return a.AcknowledgedBy is null ? "尚未受理。" : $"受理：{a.AcknowledgedBy}{(a.AcknowledgedAt is { } at ? "，" + Time(at) : "")}。";
            if (a.ResolvedAt is { } end) yield return $"解除：{Time(end)}。";
        }

        if (data.Case is { } c) yield return $"立案：{Time(c.OpenedAt)}，{c.OpenedBy}；处置部门：{data.Department ?? "未转办"}；处置人：{c.Handler ?? "未指定"}。";
        if (data.Restricted) yield return $"相关依据共 {Number(data.Evidence.Count + data.Withheld)} 条，内容不列出。";
        else if (data.Story is { } s)
            yield return $"相关话题“{s.Text}”：帖文 {Number(s.Posts)} 条，作者 {Number(s.Authors)} 个，来源 {Number(s.Sources)} 个，平台 {Number(s.Platforms)} 个；首次出现 {Time(s.FirstSeen)}，最近 {Time(s.LastSeen)}。";
    }

    private static IEnumerable<string> Judgement(ReportData data)
    {
        if (data.Case is not { Verdict: { } verdict } judged) yield return "尚未作出人工研判。系统提示只表示值得核实，不代表内容不实。";
        else
        {
            yield return $"研判结论：{Of(verdict)}{(judged.JudgedAt is { } at ? $"（{Time(at)}）" : "")}。";
            if (!data.Restricted && judged.VerdictNote is { Length: > 0 } note) yield return $"说明：{note}";
        }

        if (data.Restricted) yield break;
        if (data.Story is { } s) yield return $"话题风险分值最高 {ReportWords.Number(s.MaxRisk)}，平均 {ReportWords.Number(s.MeanRisk)}（0 至 1，表示值得人工核查的程度）。";
        foreach (var word in data.Official) yield return $"官方说法（{Time(word.Published)}）：“{word.Quote}”{(word.Url is null ? "" : " " + word.Url)}";
    }

    private static IEnumerable<string> Advice(ReportData data)
    {
        yield return string.IsNullOrWhiteSpace(data.Playbook) ? "预案：未配置，请负责人填写。" : $"预案：{data.Playbook}";
        foreach (var clock in data.Clocks) yield return $"时限：{CaseTemplates.Name(clock.Kind)}，{Time(clock.Due)} 前；{Of(clock.State)}。";
        if (data.Case is not { } c || data.Restricted) yield break;
        if (c.Handling is { } handling) yield return $"已采取措施：{handling}";
        if (c.Answer is { } answer) yield return $"已对外回应（{Time(answer.At)}）：{answer.Text}{(answer.Url is null ? "" : " " + answer.Url)}";
        if (c.Result is { } result) yield return $"办理结果：{result}";
    }

    private static IEnumerable<ReportSection> Attachments(ReportData data)
    {
        if (data.Restricted) yield break;
        IReadOnlyList<string> withheld = data.Withheld > 0 ? [$"另有 {Number(data.Withheld)} 条受限内容不列出。"] : [];
        yield return data.Evidence.Count == 0
            ? new ReportSection("附件1：证据清单", ["没有可列出的依据。", .. withheld])
            : new ReportSection("附件1：证据清单", withheld, new ReportTable(["序号", "类型", "时间", "来源", "内容", "地址"],
                [.. data.Evidence.Select((e, i) => (IReadOnlyList<string>)[Number(i + 1), e.What, e.At is { } at ? Time(at) : "", e.Source, e.Text, e.Url ?? ""])]));
        if (data.Curve is not { Points.Count: > 0 } curve) yield break;
        yield return new ReportSection($"附件2：{curve.Name}", curve.Note is null ? [] : [curve.Note], new ReportTable(["时段起", .. curve.Heads],
            [.. curve.Points.Select(p => (IReadOnlyList<string>)[Time(p.At), .. p.Counts.Select(n => Number(n))])]));
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
