using Monitor.Core.Alerts;
using Monitor.Core.Judgements;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Drill.Pages;
using static Monitor.Host.Board.Speech.Tongue;

namespace Monitor.Host.Board.Pages;

/// <summary>态势: what a duty officer must know in five seconds, most urgent first.</summary>
internal static class OverviewPage
{
    public static async Task<IResult> Show(HttpContext context, Desk desk, ConcernDesk concerns, CancellationToken ct)
    {
        var now = desk.Now;
        var all = await desk.Ledger.OpenAlertsAsync(ct);
        var open = all.Where(a => !a.Restricted && Permissions.Sees(context.User, a)).OrderByDescending(a => a.Level).ThenBy(a => a.Since).ToList();
        var lights = await TargetLights.ReadAsync(context, desk, ct);
        var stories = await desk.Archive.StoriesAsync(now.AddHours(-24), 200, ct);
        var sources = await desk.Archive.SourcesAsync(ct);
        var hottest = stories.Where(s => s.Topic != Topics.StudentWellbeing).OrderByDescending(s => s.Posts).ThenByDescending(s => s.LastSeen).Take(8);

        Html body = $"""
            <section id="levels" class="levels" data-live="alerts" aria-label="{Say("当前预警级别")}">{LevelPanels.Of(Team.Propaganda, open)}{LevelPanels.Of(Team.Security, open)}</section>
            {Care(context, all.Count(a => a.Restricted))}
            <section id="open-alerts" class="card" data-live="alerts tick"><h2>{Say("未解除告警")} <small>{Say("{0} 条", open.Count)}</small></h2>{AlertList.Of(context, open, now)}</section>
            {await DrillAlerts.ShowAsync(context, now, ct)}
            <section id="targets" class="card" data-live="probes tick"><h2>{Say("系统状态")} <small>{Say("最近一小时")}</small></h2><div class="lights">{lights.Select(l => l.Card())}</div></section>
            <section class="card"><h2>{Say("帖文与情绪")} <small>{Say("最近 6 小时；竖线为探测失败，底色 ▲ 为话题突增、▼ 为情绪转负")}</small></h2>
            <div class="chart" role="img" aria-label="{Say("帖文数量、负面帖文数量随时间变化，竖线标出系统探测失败，底色标出话题突增")}" data-chart="curve" data-src="/api/curve?hours=6" data-live-chart="posts probes alerts"></div></section>
            <div class="two"><div><section id="hot-stories" class="card" data-live="posts"><h2>{Say("最热话题")} <small>{Say("最近 24 小时")}</small></h2>{StoryRows.List(hottest)}</section>
            {await ConcernCard.OfAsync(context, concerns, desk.Now, ct)}</div>
            <section id="source-health" class="card" data-live="sources posts"><h2>{Say("来源状态")}</h2>{SourceRows.Brief(desk, sources)}</section></div>
            """;
        return new PageResult(Say("态势"), "/", body);
    }

    /// <summary>Only a number and a way there, and only for those with the right to go it.</summary>
    private static Html Care(HttpContext context, int count) => Permissions.SeesRestricted(context.User)
        ? $"<section id=\"care\" class=\"card\" data-live=\"alerts\"><p>{Say("考生关怀提示")} <b>{count}</b> {Say("条")} · <a href=\"/alerts/restricted\">{Say("受限查看")}</a></p></section>"
        : Html.Empty;
}
