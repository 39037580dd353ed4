using Monitor.Core.Alerts;
using Monitor.Core.Judgements;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Drill.Pages;

namespace Monitor.Host.Board.Pages;

/// <summary>态势: what a duty officer must know in five seconds, most urgent first.</summary>
internal static class OverviewPage
{
    public static async Task<IResult> Show(HttpContext context, Desk desk, CancellationToken ct)
    {
        var now = desk.Now;
        var all = await desk.Ledger.OpenAlertsAsync(ct);
        var open = all.Where(a => !a.Restricted && Permissions.Sees(context.User, a)).OrderByDescending(a => a.Level).ThenBy(a => a.Since).ToList();
        var lights = await TargetLights.ReadAsync(desk, ct);
        var stories = await desk.Archive.StoriesAsync(now.AddHours(-24), 200, ct);
        var sources = await desk.Archive.SourcesAsync(ct);
        var hottest = stories.Where(s => s.Topic != Topics.StudentWellbeing).OrderByDescending(s => s.Posts).ThenByDescending(s => s.LastSeen).Take(8);

        Html body = $"""
            <section id="levels" class="levels" data-live="alerts" aria-label="当前预警级别">{Level(Team.Propaganda, open)}{Level(Team.Security, open)}</section>
            {Care(context, all.Count(a => a.Restricted))}
            <section id="open-alerts" class="card" data-live="alerts"><h2>未解除告警 <small>{open.Count} 条</small></h2>{AlertList.Of(context, open, now)}</section>
            {await DrillAlerts.ShowAsync(context, now, ct)}
            <section id="targets" class="card" data-live="probes"><h2>系统状态 <small>最近一小时</small></h2><div class="lights">{lights.Select(l => l.Card())}</div></section>
            <section class="card"><h2>帖文与情绪 <small>最近 6 小时，竖线为探测失败</small></h2>
            <div class="chart" role="img" aria-label="帖文数量、负面帖文数量随时间变化，竖线标出系统探测失败" data-chart="curve" data-src="/api/curve?hours=6" data-live-chart="posts probes"></div></section>
            <div class="two"><section id="hot-stories" class="card" data-live="posts"><h2>最热话题 <small>最近 24 小时</small></h2>{StoryRows.List(hottest)}</section>
            <section id="source-health" class="card" data-live="sources posts"><h2>来源状态</h2>{SourceRows.Brief(desk, sources)}</section></div>
            """;
        return new PageResult("态势", "/", body);
    }

    /// <summary>Only a number and a way there, and only for those with the right to go it.</summary>
    private static Html Care(HttpContext context, int count) => Permissions.SeesRestricted(context.User)
        ? $"<section id=\"care\" class=\"card\" data-live=\"alerts\"><p>考生关怀提示 <b>{count}</b> 条，<a href=\"/alerts/restricted\">受限查看</a></p></section>"
        : Html.Empty;

    private static Html Level(Team team, List<Alert> open)
    {
        var mine = open.Where(a => a.Team == team).ToList();
        var waiting = mine.Count(a => a.AcknowledgedAt is null);
        if (mine.Count == 0) return $"<div class=\"level level-none\"><span>{Words.Of(team)}</span><strong>平稳</strong><em>无未解除告警</em></div>";

        var top = mine.MaxBy(a => a.Level)!;
        var proposed = top.Level >= WarningLevel.Orange && !mine.Any(a => a.Level == top.Level && a.LevelIssued);
        return $"""
            <div class="level level-{top.Level.ToString().ToLowerInvariant()}"><span>{Words.Of(team)}</span><strong>{Words.Of(top.Level)}</strong>{(proposed ? "（建议，待签发）" : "")}
            <em>{mine.Count} 条未解除，{waiting} 条待受理</em></div>
            """;
    }
}
