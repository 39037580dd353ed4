using Monitor.Core.Alerts;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Deliveries;

namespace Monitor.Host.Board.Pages;

/// <summary>送达: how each way out to people stands, and what did not get through.</summary>
internal static class DeliveryPages
{
    private const int Most = 200;

    private static readonly string[] ChannelHeads = ["渠道", "类型", "备用渠道", "#等待", "最早", "最高级别", "#未送达", "最近回执", "时间", "最近送达", ""];
    private static readonly string[] DeadHeads = ["时间", "渠道", "类型", "级别", "内容", "#次数", "原因", "停止重试", "备用渠道", ""];

    public static async Task<IResult> Show(HttpContext context, Desk desk, DeadLetterDesk letters, CancellationToken ct)
    {
        var standings = (await desk.Ledger.ChannelsAsync(ct)).ToDictionary(c => c.Channel, StringComparer.Ordinal);
        var ids = desk.Config.Channels.Select(c => c.Id).Concat(standings.Keys.Order(StringComparer.Ordinal)).Distinct(StringComparer.Ordinal);
        var dead = await letters.ReadAsync(null, Most, ct);
        Html body = $"""
            <section id="channels" class="card" data-live="notices"><h2>渠道</h2>{Tables.Of("渠道", ChannelHeads, ids.Select(id => Channel(context, desk, id, standings.GetValueOrDefault(id))), "没有配置通知渠道。")}</section>
            <section id="dead" class="card" data-live="notices"><h2>未送达的通知 <small>最近 {Most} 条；补发后重新计时，已送达的部分和收件人不会重复</small></h2>{Tables.Of("未送达的通知", DeadHeads, dead.Select(d => Dead(context, d)), "没有未送达的通知。")}</section>
            """;
        return new PageResult("送达", "/deliveries", body);
    }

    private static Html Channel(HttpContext context, Desk desk, string id, ChannelStanding? now)
    {
        var channel = desk.Config.Channels.FirstOrDefault(c => c.Id == id);
        return $"""
            <tr><td>{id}</td><td>{channel?.Kind ?? "已不在配置中"}</td><td>{channel?.Failover ?? "—"}</td><td class="num">{now?.Waiting ?? 0}</td><td>{When(now?.Oldest)}</td>
            <td>{(now?.Highest is { } level ? Badges.Of(level) : Html.Empty)}</td><td class="num">{now?.Dead ?? 0}</td><td class="wide">{now?.LastDetail}</td><td>{When(now?.LastAt)}</td><td>{When(now?.LastDelivered)}</td>
            <td>{(now is { Dead: > 0 } && Permissions.MaySendAgain(context.User, null) ? Button(context, "resend", "channel", id, "全部补发") : Html.Empty)}</td></tr>
            """;
    }

    private static Html Dead(HttpContext context, Undelivered dead)
    {
        var (letter, notice) = (dead.Letter, dead.Letter.Notice);
        var sees = Permissions.SeesRestricted(context.User);
        Html subject = dead.Alert is { } alert && Permissions.Sees(context.User, alert) ? (Html)$"<a href=\"{Links.To("alerts", alert.Id)}\">{dead.Subject(sees)}</a>" : $"{dead.Subject(sees)}";
        Html acts = Permissions.MaySendAgain(context.User, dead.Alert)
            ? (Html)$"{Button(context, "resend", "id", letter.Id, "补发")}{Button(context, "aside", "id", letter.Id, "不再补发")}" : Html.Empty;
        return $"""
            <tr><td>{When(notice?.CreatedAt)}</td><td>{letter.Channel}</td><td>{(notice is null ? "" : Words.Of(notice.Kind))}</td><td>{(notice is null ? Html.Empty : Badges.Of(notice.Level))}</td><td class="wide">{subject}</td>
            <td class="num">{notice?.Attempts ?? 0}</td><td class="wide">{letter.Detail}</td><td>{When(letter.DiedAt)}</td><td>{letter.HandedTo ?? "—"}</td><td>{acts}</td></tr>
            """;
    }

    private static Html Button(HttpContext context, string act, string name, string value, string word) => $"""
        <form method="post" action="/deliveries/{act}" class="inline">{PageResult.TokenField(context)}<input type="hidden" name="{name}" value="{value}"><button class="plain">{word}</button></form>
        """;

    private static Html When(DateTimeOffset? at) => at is { } moment ? Times.Tag(moment) : Html.Empty;
}
