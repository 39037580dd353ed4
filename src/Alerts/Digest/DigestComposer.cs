using System.Globalization;
using System.Text;
using Monitor.Alerts.Decide;
using Monitor.Core.Alerts;

namespace Monitor.Alerts.Digest;

/// <summary>Writes the weekly letter: three sentences from the figures, then tables. The same data gives the same letter.</summary>
public sealed class DigestComposer
{
    private const int MaxStories = 10;
    private const int MaxConcerns = 5;

    /// <summary>The letter for one channel. Its id names week and channel, so a week is sent there once.</summary>
    public Notice Compose(DigestData data, string channel, DateTimeOffset now)
    {
        var week = DigestWords.Week(data.From);
        var subject = Subject(data, week);
        var sentences = DigestSentences.Of(data);
        var tables = Tables(data);
        return new Notice
        {
            Id = $"digest:{week}:{channel}",
            Kind = NoticeKind.Digest,
            Channel = channel,
            Level = WarningLevel.Blue,
            Subject = subject,
            Text = Text(subject, data, sentences, tables),
            Html = Html(subject, data, sentences, tables),
            CreatedAt = now,
            NotBefore = now,
        };
    }

    private static string Subject(DigestData data, string week)
    {
        var season = data.Season.Length == 0 ? "" : data.Season.ReplaceLineEndings(" ") + " ";
        return $"{season}舆情与系统安全周报 {week}";
    }

    /// <summary>The last day is the one before the first moment no longer in the week.</summary>
    private static string Range(DigestData data) => $"{DigestWords.Day(data.From)} 至 {DigestWords.Day(data.Until.AddTicks(-1))}";

    private static string Next(DigestData data) => data.NextPhase is { } phase
        ? $"下一阶段：{phase.Name}，{DigestWords.Day(phase.From)} 开始。"
        : "下一阶段：暂无安排。";

    private static List<DigestTable> Tables(DigestData data) =>
    [
        new("帖文情感", ["合计", "负面", "中性", "正面"], [[Number(data.Posts.Total), Number(data.Posts.Negative), Number(data.Posts.Neutral), Number(data.Posts.Positive)]]),
        new("重点话题", ["内容", "最高风险", "帖文", "作者", "平台", "首次出现"], [.. data.TopStories.Take(MaxStories).Select(Row)]),
        new("未答复的群众关切", ["内容", "提问人数", "帖文", "首次出现"], [.. data.Unanswered.Take(MaxConcerns).Select(Row)]),
        new("预警", ["部门", "等级", "起数", "已确认", "平均确认用时"], [.. data.Alerts.OrderBy(a => a.Team).ThenByDescending(a => a.Level).Select(Row)]),
        new("受保障系统", ["系统", "可用率", "正常", "降级", "故障", "无法判断（不计入）"], [.. data.Targets.Select(Row)]),
    ];

    private static IReadOnlyList<string> Row(DigestStory s) =>
    [
        DigestWords.Cut(s.Text, 80), s.MaxRisk.ToString("0.00", CultureInfo.InvariantCulture),
        Number(s.Posts), Number(s.Authors), Number(s.Platforms), DigestWords.Moment(s.FirstSeen),
    ];

    private static IReadOnlyList<string> Row(DigestConcern c) => [DigestWords.Cut(c.Text, 80), Number(c.Askers), Number(c.Posts), DigestWords.Moment(c.Since)];

    private static IReadOnlyList<string> Row(DigestAlerts a) =>
    [
        DigestWords.Team(a.Team), Levels.Name(a.Level), Number(a.Count), Number(a.Acknowledged),
        a.MeanToAcknowledge is { } mean ? DigestWords.Span(mean) : "—",
    ];

    private static IReadOnlyList<string> Row(DigestTarget t) =>
        [t.Name, DigestWords.Percent(t.Availability), Number(t.Up), Number(t.Degraded), Number(t.Down), Number(t.Unknown)];

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(string subject, DigestData data, IReadOnlyList<string> sentences, List<DigestTable> tables)
    {
        var text = new StringBuilder();
        text.Append(subject).Append('\n').Append(Range(data)).Append("\n\n");
        foreach (var sentence in sentences) text.Append(sentence).Append('\n');
        foreach (var table in tables) table.AppendText(text);
        return text.Append('\n').Append(Next(data)).Append('\n').ToString();
    }

    private static string Html(string subject, DigestData data, IReadOnlyList<string> sentences, List<DigestTable> tables)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>").Append(DigestTable.Encode(subject)).Append("</title></head>\n");
        html.Append("<body style=\"margin:0;padding:0;background-color:#ffffff;\">\n");
        html.Append("<table role=\"presentation\" width=\"720\" align=\"center\" cellpadding=\"0\" cellspacing=\"0\" style=\"width:720px;font-family:'Microsoft YaHei','PingFang SC',sans-serif;color:#1f2328;\">\n");
        html.Append("<tr><td style=\"padding:20px 0 4px 0;font-size:20px;font-weight:bold;\">").Append(DigestTable.Encode(subject)).Append("</td></tr>\n");
        html.Append("<tr><td style=\"padding:0 0 12px 0;font-size:13px;color:#59636e;\">").Append(Range(data)).Append("</td></tr>\n");
        foreach (var sentence in sentences)
            html.Append("<tr><td style=\"padding:2px 0;font-size:15px;line-height:24px;\">").Append(DigestTable.Encode(sentence)).Append("</td></tr>\n");
        foreach (var table in tables) table.AppendHtml(html);
        html.Append("<tr><td style=\"padding:18px 0 24px 0;font-size:14px;\">").Append(DigestTable.Encode(Next(data))).Append("</td></tr>\n");
        return html.Append("</table>\n</body></html>\n").ToString();
    }
}
