using System.Security.Cryptography;
using System.Text;
using Monitor.Core.Alerts;

namespace Monitor.Alerts.Templates;

/// <summary>One notice for many: what waited on a channel, one line an alert, the most severe first, with the beginning and the end of each.</summary>
public static class SummaryTemplate
{
    private const int MostLines = 30;
    private const int TitleLength = 60;

    /// <param name="held">In the order it was said; the clock may have been set back meanwhile.</param>
    /// <param name="channelId">Where it goes.</param>
    /// <param name="now">Moment of the notice.</param>
    public static Notice Build(IReadOnlyList<HeldNotice> held, string channelId, DateTimeOffset now)
    {
        var alerts = held.GroupBy(h => h.AlertId, StringComparer.Ordinal)
            .Select(g => g.ToList())
            .OrderByDescending(g => g[^1].Level).ThenBy(g => g[0].At).ToList();
        var level = held.Max(h => h.Level);
        var lines = alerts.Take(MostLines).Select(Line).ToList();
        if (alerts.Count > MostLines) lines.Add($"……另有 {alerts.Count - MostLines} 项，请登录看板查看。");
        var head = $"{Reasons(held)}，共 {alerts.Count} 项，自 {NoticeTemplates.Time(held.Min(h => h.At))}。";
        return new Notice
        {
            Id = $"summary:{channelId}:{Key(held)}",
            Kind = NoticeKind.Summary,
            Channel = channelId,
            Level = level,
            Subject = $"[{NoticeTemplates.Verb(NoticeKind.Summary)}][{Decide.Levels.Name(level)}] {alerts.Count} 项：{NoticeTemplates.OneLine(Cut(alerts[0][^1].Title))}",
            Text = head + "\n" + string.Join('\n', lines) + "\n下一步：请登录看板逐项查看并确认。\n",
            Html = $"<!doctype html><html lang=\"zh-CN\"><body style=\"font-family:sans-serif\"><p>{NoticeTemplates.Encode(head)}</p><ul>{string.Concat(lines.Select(l => $"<li>{NoticeTemplates.Encode(l)}</li>"))}</ul><p>下一步：请登录看板逐项查看并确认。</p></body></html>",
            CreatedAt = now,
        };
    }

    private static string Line(List<HeldNotice> of) =>
        $"【{Decide.Levels.Name(of[^1].Level)}】{NoticeTemplates.OneLine(Cut(of[^1].Title))}（{string.Join("，", of.Select(h => $"{NoticeTemplates.Time(h.At)[11..16]} {NoticeTemplates.Verb(h.Kind)}"))}）";

    private static string Reasons(IReadOnlyList<HeldNotice> held) => string.Join("、", held.Select(h => h.Cause).Distinct().Order().Select(c => c switch
    {
        HoldCause.Quiet => "免打扰时段内的通知",
        HoldCause.Capped => "超出 24 小时上限的通知",
        _ => "短时间内成批出现的通知",
    }));

    private static string Cut(string title) => title.Length <= TitleLength ? title : Core.Text.TextCut.CutTo(title, TitleLength) + "…";

    /// <summary>The same rows give the same id, so a repeated look cannot send them twice.</summary>
    private static string Key(IReadOnlyList<HeldNotice> held) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', held.Select(h => h.Id)))).AsSpan(0, 8));
}
