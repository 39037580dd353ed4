using System.Net;
using Monitor.Core.Alerts;

namespace Monitor.Alerts.Outbox;

/// <summary>The words of a failover copy: the notice as it was, under a line that says through whom it did not come.</summary>
internal static class FailoverText
{
    private const string Blank = "\n\n";
    private const int LongestAnswer = 120;

    /// <summary>The id follows from notice and channel, so looking again finds the same copy.</summary>
    public static Notice Copy(Notice notice, string to, DateTimeOffset now)
    {
        List<string> failed = [.. notice.FailedAt ?? [], notice.Channel];
        var line = notice.Language == Language.En
            ? $"{(notice.Progress is null ? "Not delivered" : "Not delivered in full")} by {string.Join(", ", failed)}; sent through this channel instead."
            : $"原渠道 {string.Join("、", failed)} {(notice.Progress is null ? "未送达" : "未全部送达")}，改由本渠道通知。";
        // A copy of a copy has such a line already, which this one replaces.
        var text = notice.FailedAt is null ? notice.Text : notice.Text[(notice.Text.IndexOf(Blank, StringComparison.Ordinal) + Blank.Length)..];
        return notice with
        {
            Id = $"failover:{to}:{notice.Id}",
            Channel = to,
            // Not counted among what the channel hears of itself: copies must not hold its own notices back as a storm.
            Topic = null,
            FailedAt = failed,
            Text = line + Blank + text,
            Html = notice.Html is null ? null : Marked(notice.Html, line),
            CreatedAt = now,
            NotBefore = default,
            Attempts = 0,
            Progress = null,
        };
    }

    public static string Decided(StuckNotice stuck, string from, string to)
    {
        var answer = stuck.LastDetail is { } detail ? $"（最近回执：{(detail.Length > LongestAnswer ? detail[..LongestAnswer] + "…" : detail)}）" : "";
        return stuck.Status == NoticeStatus.Dead
            ? $"渠道 {from} 拒收{answer}，改由备用渠道 {to} 通知。"
            : $"渠道 {from} 自 {Templates.ChineseWords.Instance.Time(stuck.Since)} 起未送达{answer}，改由备用渠道 {to} 通知。";
    }

    private static string Marked(string html, string line)
    {
        var mark = $"<p><strong>{WebUtility.HtmlEncode(line)}</strong></p>";
        var body = html.IndexOf("<body", StringComparison.OrdinalIgnoreCase);
        var end = body < 0 ? -1 : html.IndexOf('>', body);
        return end < 0 ? mark + html : html.Insert(end + 1, mark);
    }
}
