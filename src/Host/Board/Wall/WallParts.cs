using Monitor.Core.Alerts;
using Monitor.Core.Probes;
using Monitor.Core.Sources;
using Monitor.Host.Board.Markup;
using Monitor.Host.Board.Pages;
using Monitor.Host.Drill.Running;
using static Monitor.Host.Board.Speech.Tongue;

namespace Monitor.Host.Board.Wall;

/// <summary>The wall's boxes. What does not fit is counted, never scrolled.</summary>
internal static class WallParts
{
    private const int MostAlerts = 5;
    private const int MostLights = 8;
    private const int MostSources = 3;

    /// <summary>What makes the rest less than it seems: an exercise, letters that reached nobody.</summary>
    public static async Task<Html> NoticesAsync(HttpContext context, Desk desk, CancellationToken ct)
    {
        var drill = context.RequestServices.GetService<DrillDesk>()?.Running is not null;
        var dead = await desk.Ledger.DeadCountAsync(ct);
        List<string> lines = [];
        if (drill) lines.Add(Say("演练进行中：演练告警不在此显示"));
        if (dead > 0) lines.Add(Say("{0} 条通知未能送达", dead));
        return $"<section id=\"wall-notices\" data-live=\"drills notices\" class=\"{(lines.Count > 0 ? "failure" : "none")}\" role=\"status\">{string.Join(" · ", lines)}</section>";
    }

    public static Html Alerts(Desk desk, IReadOnlyList<Alert> open)
    {
        if (open.Count == 0) return $"<p class=\"empty\">{Say("没有未解除的告警。")}</p>";
        var rest = open.Count - MostAlerts;
        return $"<ul class=\"alerts\">{open.Take(MostAlerts).Select(a => Row(desk, a))}</ul>{(rest > 0 ? (Html)$"<p class=\"more\">{Say("另有 {0} 条", rest)}</p>" : Html.Empty)}";
    }

    public static Html Lights(IReadOnlyList<TargetLight> lights)
    {
        if (lights.Count == 0) return $"<p class=\"empty\">{Say("没有配置系统。")}</p>";
        var rest = lights.Skip(MostLights).ToList();
        var well = rest.Count(l => l.State == ProbeState.Up);
        Html more = rest.Count == 0 ? Html.Empty : $"<p class=\"more\">{Say("另有 {0} 个系统，{1} 个正常", rest.Count, well)}</p>";
        return $"<ul class=\"lights{(lights.Count <= MostLights / 2 ? " few" : "")}\">{lights.Take(MostLights).Select(Light)}</ul>{more}";
    }

    public static Html Sources(Desk desk, IReadOnlyList<SourceStatus> statuses)
    {
        var configured = desk.Config.Sources.Where(s => s.Enabled).ToList();
        var byId = statuses.ToDictionary(s => s.SourceId);
        var bad = configured.Where(s => byId.GetValueOrDefault(s.Id)?.LastRun.State is SourceState.Blocked or SourceState.ParseError or SourceState.Unreachable).ToList();
        var unread = configured.Count(s => !byId.ContainsKey(s.Id));
        Html names = $"{bad.Take(MostSources).Select(s => (Html)$"<li>{Badges.Of(byId[s.Id].LastRun.State)} {s.Name}</li>")}";
        return $"""
            <p class="counts"><span>{Say("正常")} <b>{configured.Count - bad.Count - unread}</b></span> <span{(bad.Count > 0 ? (Html)$" class=\"bad\"" : Html.Empty)}>{Say("异常")} <b>{bad.Count}</b></span>{(unread > 0 ? (Html)$" <span>{Say("尚未读取")} <b>{unread}</b></span>" : Html.Empty)}</p>
            <ul class="names">{names}</ul>{(bad.Count > MostSources ? (Html)$"<p class=\"more\">{Say("另有 {0} 个", bad.Count - MostSources)}</p>" : Html.Empty)}
            """;
    }

    /// <summary>How old what is shown is, by the data themselves and not by the line to the browser.</summary>
    public static Html Ages(Desk desk, IReadOnlyList<TargetLight> lights, IReadOnlyList<SourceStatus> statuses)
    {
        var probe = lights.SelectMany(l => l.Hour.Take(1)).Select(r => (DateTimeOffset?)r.At).Max();
        var read = statuses.Select(s => (DateTimeOffset?)s.LastRun.At).Max();
        return $"<p class=\"ages\">{Say("最近探测")} <b>{Age(desk, probe)}</b> {Say("最近采集")} <b>{Age(desk, read)}</b></p>";
    }

    private static string Age(Desk desk, DateTimeOffset? at) => at is { } moment ? Say("{0}前", Times.Span(desk.Now - moment)) : Say("没有数据");

    private static Html Row(Desk desk, Alert a) => $"""
        <li class="edge-{a.Level.ToString().ToLowerInvariant()}">{Badges.Of(a.Level, a.LevelIssued)} <b>{Terms.Of(a.Kind)}</b> <span class="what">{Where(desk, a)}</span>
        <span class="since">{Words.Of(a.Team)} · {(a.AcknowledgedAt is null ? Say("待受理") : Say("已受理"))} · {Times.Span(desk.Now - a.Since)}</span></li>
        """;

    /// <summary>Names of ours only: a guarded system or a source. Anything else an alert is about may be somebody's words.</summary>
    private static string Where(Desk desk, Alert alert)
    {
        var id = alert.Incident is ['t', 'a', 'r', 'g', 'e', 't', ':', .. var target] ? target : alert.Subject;
        return desk.Config.Targets.FirstOrDefault(t => t.Id == id)?.Name ?? desk.Config.Sources.FirstOrDefault(s => s.Id == id)?.Name ?? "";
    }

    private static Html Light(TargetLight light) =>
        $"<li class=\"edge-probe-{light.State.ToString().ToLowerInvariant()}\"><span class=\"head\"><b>{light.Target.Name}</b>{Badges.Of(light.State)}</span>{light.Strip()}</li>";
}
