using System.Globalization;
using System.Net;
using Monitor.Core.Alerts;
using Monitor.Core.Cases;

namespace Monitor.Alerts.Templates;

/// <summary>The reminder of a case's limit. Chinese; times in Beijing time.</summary>
public static class CaseTemplates
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <summary>Its id names case, limit and whether it is near or passed: each is told once.</summary>
    public static Notice Reminder(Case subject, CaseClock clock, string? department, string channelId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(clock);
        var late = clock.State == ClockState.Late;
        (string Name, string Value)[] lines =
        [
            ("事件", OneLine(subject.Title)),
            ("编号", subject.Id),
            ("时限", $"{Name(clock.Kind)}，{Time(clock.Due)} 前"),
            ("状态", late ? $"已超时 {Span(-clock.Left)}" : $"还剩 {Span(clock.Left)}"),
            ("处置部门", department ?? "未转办"),
            ("处置人", subject.Handler ?? "未指定"),
            ("下一步", clock.Kind == ClockKind.Briefing ? "召开新闻发布会后，请在看板事件页登记。" : "对外回应后，请在看板事件页登记回应内容和链接。"),
        ];
        var rows = string.Concat(lines.Select(l => $"<tr><th align=\"left\" valign=\"top\" style=\"white-space:nowrap\">{WebUtility.HtmlEncode(l.Name)}</th><td>{WebUtility.HtmlEncode(l.Value)}</td></tr>"));
        return new Notice
        {
            Id = $"case:{subject.Id}:{clock.Kind}:{(late ? "late" : "soon")}:{channelId}".ToLowerInvariant(),
            AlertId = subject.AlertId,
            Kind = NoticeKind.CaseReminder,
            Channel = channelId,
            Level = subject.Level,
            Subject = $"[{(late ? "时限已过" : "时限将至")}][{Name(clock.Kind)}] {OneLine(subject.Title)}",
            Text = string.Join('\n', lines.Select(l => $"{l.Name}：{l.Value}")) + "\n",
            Html = $"<!doctype html><html lang=\"zh-CN\"><body style=\"font-family:sans-serif\"><table cellpadding=\"6\" style=\"border-collapse:collapse\">{rows}</table></body></html>",
            CreatedAt = now,
        };
    }

    public static string Name(ClockKind kind) => kind switch
    {
        ClockKind.FirstWord => "首次发声",
        ClockKind.Briefing => "新闻发布会",
        _ => "回应",
    };

    private static string Time(DateTimeOffset at) => at.ToOffset(Beijing).ToString("yyyy-MM-dd HH:mm '北京时间'", CultureInfo.InvariantCulture);

    private static string Span(TimeSpan span) => span.TotalHours >= 1 ? $"{(int)span.TotalHours} 小时 {span.Minutes} 分" : $"{(int)span.TotalMinutes} 分";

    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
