using Monitor.Core.Alerts;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Board.Pages;
using static Monitor.Host.Board.Speech.Tongue;

namespace Monitor.Host.Board.Wall;

/// <summary>
/// 大屏: for a wall of 1920x1080 that a room looks at. Counts, levels, lights, a curve and topic words; nothing that anybody wrote, no author, no address,
/// and of an alert only its kind, because titles quote posts. Nothing to press: a wall has no mouse.
/// </summary>
internal static class WallPage
{
    public const string Path = "/wall";
    private const int MostTopics = 5;

    public static async Task<IResult> Show(HttpContext context, Desk desk, CancellationToken ct)
    {
        var open = (await desk.Ledger.OpenAlertsAsync(ct)).Where(a => !a.Restricted && Permissions.Sees(context.User, a)).OrderByDescending(a => a.Level).ThenBy(a => a.Since).ToList();
        var lights = await TargetLights.ReadAsync(context, desk, ct);
        var sources = await desk.Archive.SourcesAsync(ct);
        var topics = await HotTopic.ReadAsync(desk, MostTopics, ct);
        Html body = $"""
            {await WallParts.NoticesAsync(context, desk, ct)}
            <section id="levels" class="levels" data-live="alerts" aria-label="{Say("当前预警级别")}">{LevelPanels.Of(Team.Propaganda, open)}{LevelPanels.Of(Team.Security, open)}</section>
            <section id="wall-alerts" class="pane" data-live="alerts tick"><h2>{Say("未解除告警")} <small>{Say("{0} 条", open.Count)}</small></h2>{WallParts.Alerts(desk, open)}</section>
            <section id="wall-targets" class="pane" data-live="probes tick"><h2>{Say("系统状态")} <small>{Say("最近一小时")}</small></h2>{WallParts.Lights(lights)}</section>
            <section id="wall-curve" class="pane"><h2>{Say("帖文与情绪")} <small>{Say("最近 6 小时；▲ 话题突增，▼ 情绪转负")}</small></h2>
            <div class="chart" role="img" aria-label="{Say("帖文数量、负面帖文数量随时间变化，竖线标出系统探测失败，底色标出话题突增")}" data-chart="wall" data-src="/api/curve?hours=6" data-live-chart="posts probes alerts tick"></div></section>
            <section id="wall-topics" class="pane" data-live="posts tick"><h2>{Say("热门主题")} <small>{Say("最近 24 小时")}</small></h2>{HotTopic.List(topics)}</section>
            <section id="wall-sources" class="pane" data-live="sources posts tick"><h2>{Say("来源状态")}</h2>{WallParts.Sources(desk, sources)}{WallParts.Ages(desk, lights, sources)}</section>
            """;
        return new WallResult(body);
    }
}
