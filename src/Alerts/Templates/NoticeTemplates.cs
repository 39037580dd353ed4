using System.Globalization;
using System.Net;
using System.Text;
using Monitor.Core.Alerts;

namespace Monitor.Alerts.Templates;

/// <summary>What people read: what, where, how serious (always as a word), since when, why now, evidence, next step. Chinese; times in Beijing time.</summary>
public static class NoticeTemplates
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <summary>Composes one notice; its id is the idempotency key of this state change on this channel.</summary>
    public static Notice Build(Alert alert, NoticeKind kind, string channelId, DateTimeOffset now)
    {
        var lines = Lines(alert, kind, now);
        return new Notice
        {
            Id = $"{alert.Id}:{alert.Version.ToString(CultureInfo.InvariantCulture)}:{kind}:{channelId}".ToLowerInvariant(),
            AlertId = alert.Id,
            Kind = kind,
            Channel = channelId,
            Level = alert.Level,
            Subject = $"[{Verb(kind)}][{LevelWord(alert)}] {OneLine(alert.Title)}",
            Text = string.Join('\n', lines.Select(l => $"{l.Name}：{l.Value}")) + "\n",
            Html = Html(alert, kind, lines),
            CreatedAt = now,
        };
    }

    private static List<(string Name, string Value)> Lines(Alert alert, NoticeKind kind, DateTimeOffset now)
    {
        var lines = new List<(string, string)>
        {
            ("事项", alert.Title),
            ("提示级别", LevelWord(alert)),
            ("负责", alert.Team == Team.Propaganda ? "宣传" : "网络安全"),
            ("自何时", Time(alert.Since)),
            (alert.State == AlertState.Resolved ? "为何结束" : "为何提示", alert.Why),
        };
        if (alert.ResolvedAt is { } ended)
            lines.Add(("结束时间", $"{Time(ended)}，历时 {Span(ended - alert.Since)}"));
        if (kind == NoticeKind.Issued) lines.Add(("签发人", alert.IssuedBy ?? ""));
        if (kind == NoticeKind.Flapping) lines.Add(("说明", "在触发与恢复之间反复，稳定前不再逐次通知；等级上升仍会通知"));
        if (kind is NoticeKind.Reminder or NoticeKind.PassedOn) lines.Add(("说明", $"已 {Span(now - alert.OpenedAt)}无人确认，请在看板上确认"));
        if (alert.Restricted) lines.Add(("查看范围", "仅限宣传组和管理员；只含数量，请勿转发"));
        else if (alert.Evidence.Count > 0) lines.Add(("证据编号", string.Join("、", alert.Evidence.Take(5))));
        lines.Add(("下一步", Next(alert, kind)));
        lines.Add(("编号", alert.Id));
        return lines;
    }

    private static string Html(Alert alert, NoticeKind kind, List<(string Name, string Value)> lines)
    {
        var html = new StringBuilder("<!doctype html><html lang=\"zh-CN\"><body style=\"font-family:sans-serif\">");
        html.Append("<h2 style=\"font-size:18px\">").Append(Encode($"【{Verb(kind)}】{LevelWord(alert)} {alert.Title}")).Append("</h2><table cellpadding=\"6\" style=\"border-collapse:collapse\">");
        foreach (var (name, value) in lines)
            html.Append("<tr><th align=\"left\" valign=\"top\" style=\"white-space:nowrap\">").Append(Encode(name)).Append("</th><td>").Append(Encode(value)).Append("</td></tr>");
        return html.Append("</table></body></html>").ToString();
    }

    private static string LevelWord(Alert alert)
    {
        var word = alert.Level switch
        {
            WarningLevel.Red => "红色（Ⅰ级）",
            WarningLevel.Orange => "橙色（Ⅱ级）",
            WarningLevel.Yellow => "黄色（Ⅲ级）",
            _ => "蓝色（Ⅳ级）",
        };
        return alert.Level >= WarningLevel.Orange && !alert.LevelIssued ? word + "·建议，待人工签发" : word;
    }

    internal static string Verb(NoticeKind kind) => kind switch
    {
        NoticeKind.Opened => "新提示",
        NoticeKind.Escalated => "升级",
        NoticeKind.Resolved => "已结束",
        NoticeKind.Flapping => "反复",
        NoticeKind.Settled => "已稳定",
        NoticeKind.Reminder => "提醒·尚未确认",
        NoticeKind.PassedOn => "转告·无人确认",
        NoticeKind.Issued => "已签发",
        NoticeKind.Summary => "汇总",
        NoticeKind.Test => "测试",
        _ => "周报",
    };

    private static string Next(Alert alert, NoticeKind kind) => (kind, alert.Team) switch
    {
        (not (NoticeKind.Resolved or NoticeKind.Settled), _) when alert.Restricted => "请以关心和服务为先，按预案联系学校和心理援助力量；不追查、不点名、不转发个人内容。",
        (NoticeKind.Resolved, _) => "请补记处置结果。",
        (_, Team.Security) => "请登录看板查看失败阶段和最近检查结果，确认后处置并反馈。",
        _ => "风险分值只表示值得核实，不代表内容不实；请登录看板核对原文和理由，联系主管部门核实。",
    };

    internal static string Time(DateTimeOffset at) => at.ToOffset(Beijing).ToString("yyyy-MM-dd HH:mm:ss '北京时间'", CultureInfo.InvariantCulture);

    private static string Span(TimeSpan span) => span.TotalHours >= 1 ? $"{(int)span.TotalHours} 小时 {span.Minutes} 分" : $"{(int)span.TotalMinutes} 分 {span.Seconds} 秒";

    /// <summary>A title from a stranger's post must not start a new header line.</summary>
    internal static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    internal static string Encode(string text) => WebUtility.HtmlEncode(text);
}
