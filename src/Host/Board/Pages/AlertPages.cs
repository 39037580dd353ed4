using Monitor.Core.Alerts;
using Monitor.Core.Cases;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Drill.Pages;
using static Monitor.Host.Board.Speech.Tongue;

namespace Monitor.Host.Board.Pages;

internal static class AlertPages
{
    /// <summary>Restricted alerts have a page of their own, which nobody sees without asking for it.</summary>
    public static async Task<IResult> Restricted(HttpContext context, Desk desk, CancellationToken ct)
    {
        if (!Permissions.SeesRestricted(context.User)) return Refusals.Forbidden();
        await RestrictedReads.NoteAsync(context, "alerts", ct);
        var alerts = (await desk.Ledger.AlertsAsync(desk.Now.AddDays(-30), 200, ct)).Where(a => a.Restricted);
        var table = Tables.Of("关怀提示", ["级别", "状态", "提示", "团队", "类型", "开始", "持续", "受理"], alerts.Select(a => Row(a, desk.Now)), "最近 30 天没有关怀提示。");
        return new PageResult("关怀提示", "/alerts", $"<section id=\"restricted\" class=\"card\" data-live=\"alerts\"><h2>最近 30 天 <small>仅限宣传组和管理员，请勿外传</small></h2>{table}</section>");
    }

    public static async Task<IResult> List(HttpContext context, Desk desk, CancellationToken ct)
    {
        var alerts = (await desk.Ledger.AlertsAsync(desk.Now.AddDays(-30), 200, ct)).Where(a => !a.Restricted && Permissions.Sees(context.User, a));
        var table = Tables.Of("告警", ["级别", "状态", "告警", "团队", "类型", "开始", "持续", "受理"], alerts.Select(a => Row(a, desk.Now)), "最近 30 天没有告警。");
        return new PageResult("告警", "/alerts", $"<section id=\"alerts\" class=\"card\" data-live=\"alerts\"><h2>{Say("最近 30 天")} <small><a href=\"/silences\">{Say("静默")}</a></small></h2>{table}</section>{await DrillAlerts.ShowAsync(context, desk.Now, ct)}");
    }

    public static async Task<IResult> One(HttpContext context, string id, Desk desk, CancellationToken ct)
    {
        if (await desk.Ledger.AlertAsync(id, ct) is not { } alert) return Refusals.NotFound("告警");
        if (!Permissions.Sees(context.User, alert)) return Refusals.Forbidden();
        if (alert.Restricted) await RestrictedReads.NoteAsync(context, "alert " + id, ct);
        var decisions = await desk.Ledger.DecisionsAsync(id, 200, ct);
        var notices = await desk.Ledger.NoticesAsync(id, 200, ct);
        Html taken = alert.AcknowledgedBy is null ? (Html)$"{Say("未受理")}" : $"{alert.AcknowledgedBy} {(alert.AcknowledgedAt is { } at ? Times.Tag(at) : Html.Empty)}";
        Html body = $"""
            <section id="alert" class="card edge-{alert.Level.ToString().ToLowerInvariant()}" data-live="alerts"><h2>{alert.Title}</h2>
            <p>{Badges.Of(alert.Level, alert.LevelIssued)} {Badges.Of(alert.State)} {Say("已持续")} <b>{Times.Span((alert.ResolvedAt ?? desk.Now) - alert.Since)}</b></p><p>{alert.Why}</p>
            <dl class="facts"><div><dt>{Say("团队")}</dt><dd>{Words.Of(alert.Team)}</dd></div><div><dt>{Say("类型")}</dt><dd>{Terms.Of(alert.Kind)}</dd></div><div><dt>{Say("对象")}</dt><dd>{Subject(desk, alert)}</dd></div>
            <div><dt>{Say("开始")}</dt><dd>{Times.Full(alert.Since)}</dd></div><div><dt>{Say("告警")}</dt><dd>{Times.Full(alert.OpenedAt)}</dd></div>
            <div><dt>{Say("解除")}</dt><dd>{(alert.ResolvedAt is { } end ? Times.Full(end) : Say("未解除"))}</dd></div><div><dt>{Say("受理")}</dt><dd>{taken}</dd></div>{await SameIncidentAsync(context, desk, alert, ct)}</dl>{AlertList.Button(context, alert)}{IssueAction.Button(context, alert)}
            {await CasePages.LinkAsync(context, desk, [Case.OfAlert(id)], Links.To("alerts", id), Permissions.MayAcknowledge(context.User, alert), ct)}
            <p><a href="{Links.To("alerts", id)}/report">{Say("导出快报（.docx）")}</a> · <a href="{Links.To("alerts", id)}/why">{Say("为什么通知（或没有通知）我？")}</a></p></section>
            <section id="evidence" class="card" data-live="alerts"><h2>{Say("依据")}</h2>{await EvidenceAsync(context, desk, alert, ct)}</section>
            {await SilenceForm.ShowAsync(context, desk, alert, ct)}
            {await VerdictForm.ShowAsync(context, desk, alert, ct)}
            <section id="notices" class="card" data-live="notices alerts"><h2>{Say("通知")}</h2>{Tables.Of("通知", ["时间", "渠道", "类型", "状态", "#次数", "回执", "送达"], notices.Select(Notice), "没有发出通知。")}</section>
            <section id="decisions" class="card" data-live="alerts"><h2>{Say("判断经过")}</h2>{Tables.Of("判断经过", ["时间", "结论", "说明", "通知"], decisions.Select(Decision), "没有记录。")}</section>
            """;
        return new PageResult("告警详情", "/alerts", body);
    }

    /// <summary>What else is open about the same trouble, such as the other team's half of a joint incident.</summary>
    private static async Task<Html> SameIncidentAsync(HttpContext context, Desk desk, Alert alert, CancellationToken ct)
    {
        if (alert.Incident is null) return Html.Empty;
        var others = (await desk.Ledger.OpenAlertsAsync(ct)).Where(a => a.Incident == alert.Incident && a.Id != alert.Id && Permissions.Sees(context.User, a)).ToList();
        if (others.Count == 0) return Html.Empty;
        return $"<div><dt>{Say("同一事件")}</dt><dd>{others.Select(o => (Html)$"<a href=\"{Links.To("alerts", o.Id)}\">{Say("{0}：{1}", Words.Of(o.Team), o.Title)}</a> ")}</dd></div>";
    }

    private static Html Subject(Desk desk, Alert alert)
    {
        if (alert.Incident is ['t', 'a', 'r', 'g', 'e', 't', ':', .. var id] && desk.Config.Targets.Any(t => t.Id == id)) return $"<a href=\"{Links.To("targets", id)}\">{desk.TargetName(id)}</a>";
        if (desk.Config.Targets.Any(t => t.Id == alert.Subject)) return $"<a href=\"{Links.To("targets", alert.Subject)}\">{desk.TargetName(alert.Subject)}</a>";
        if (desk.Config.Sources.Any(s => s.Id == alert.Subject)) return $"<a href=\"{Links.To("sources", alert.Subject)}\">{desk.SourceName(alert.Subject)}</a>";
        return $"{Terms.Of(alert.Subject)}";
    }

    /// <summary>Evidence ids are posts, stories or probe times; each is shown as what it turns out to be.</summary>
    private static async Task<Html> EvidenceAsync(HttpContext context, Desk desk, Alert alert, CancellationToken ct)
    {
        List<Html> items = [];
        void Add(bool sees, Html item) => items.Add(sees ? item : $"<li class=\"muted\">受限内容</li>");

        foreach (var id in alert.Evidence.Take(20))
        {
            if (await desk.Archive.StoryAsync(id, ct) is { } story) Add(Permissions.Sees(context.User, story), $"<li><a href=\"{Links.To("stories", id)}\">{Say("话题（{0} 帖）：", story.Posts)}{StoryRows.Cut(story.Text, 100)}</a></li>");
            else if (await desk.Archive.PostAsync(id, ct) is { } post) Add(Permissions.Sees(context.User, post), $"<li><a href=\"{Links.To("posts", id)}\">{StoryRows.Cut(post.FullText, 100)}</a></li>");
            else if (desk.Config.Sources.Any(s => s.Id == id)) items.Add($"<li><a href=\"{Links.To("sources", id)}\">{Say("来源“{0}”的异常记录与当时的应答", desk.SourceName(id))}</a></li>");
            else items.Add($"<li><code>{id}</code></li>");
        }

        return items.Count == 0 ? (Html)$"<p class=\"empty\">{Say("没有附带依据。")}</p>" : $"<ul class=\"rows\">{items}</ul>";
    }

    private static Html Row(Alert a, DateTimeOffset now) => $"""
        <tr><td>{Badges.Of(a.Level, a.LevelIssued)}</td><td>{Badges.Of(a.State)}</td><td class="wide"><a href="{Links.To("alerts", a.Id)}">{a.Title}</a></td><td>{Words.Of(a.Team)}</td>
        <td>{Terms.Of(a.Kind)}</td><td>{Times.Tag(a.Since)}</td><td>{Times.Span((a.ResolvedAt ?? now) - a.Since)}</td><td>{a.AcknowledgedBy ?? "—"}</td></tr>
        """;

    internal static Html Notice(NoticeRecord n) => $"""
        <tr><td>{Times.Tag(n.Notice.CreatedAt)}</td><td>{n.Notice.Channel}</td><td>{Words.Of(n.Notice.Kind)}</td><td>{Badges.Of(n.Status)}</td><td class="num">{n.Notice.Attempts}</td>
        <td class="wide">{n.LastDetail}{(n.HandedTo is { } to ? Say("（已改由 {0} 通知）", to) : "")}</td><td>{(n.DeliveredAt is { } at ? Times.Tag(at) : Html.Empty)}</td></tr>
        """;

    internal static Html Decision(Decision d) =>
        $"<tr><td>{Times.Tag(d.At)}</td><td>{Words.Of(d.Reason)}</td><td class=\"wide\">{d.Text}</td><td>{Say(d.Notified ? "已通知" : "未通知")}</td></tr>";
}
