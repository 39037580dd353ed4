using Monitor.Core.Sources;
using Monitor.Host.Board.Markup;
using static Monitor.Host.Board.Speech.Tongue;

namespace Monitor.Host.Board.Pages;

internal static class SourceRows
{
    public static Html Brief(Desk desk, IReadOnlyList<SourceStatus> statuses)
    {
        var rows = Ordered(desk, statuses).Select(s => (Html)$"""
            <li><span class="head"><b>{s.Source.Name}</b>{Light(s.Status)}</span><p class="muted">{Note(s.Source, s.Status, desk.Now, desk.Config.Season.At(desk.Now)?.Name)}</p></li>
            """).ToList();
        return rows.Count == 0 ? (Html)$"<p class=\"empty\">{Say("没有配置来源。")}</p>" : $"<ul class=\"rows\">{rows}</ul>";
    }

    public static Html Full(Desk desk, IReadOnlyList<SourceStatus> statuses) => Tables.Of(
        "来源状态", ["来源", "平台", "状态", "上次读取", "上次新内容", "#本次条目", "#新增", "#无法读取", "#累计", "说明"],
        Ordered(desk, statuses).Select(s => Row(s.Source, s.Status, desk.Now, desk.Config.Season.At(desk.Now)?.Name)), "没有配置来源。");

    /// <summary>Configured sources, those in trouble first; one that never ran is shown too.</summary>
    private static IEnumerable<(SourceDefinition Source, SourceStatus? Status)> Ordered(Desk desk, IReadOnlyList<SourceStatus> statuses)
    {
        var byId = statuses.ToDictionary(s => s.SourceId);
        return desk.Config.Sources.Where(s => s.Enabled).Select(s => (Source: s, Status: byId.GetValueOrDefault(s.Id)))
            .OrderByDescending(s => s.Status is null ? SourceState.Quiet : s.Status.LastRun.State);
    }

    private static Html Row(SourceDefinition source, SourceStatus? status, DateTimeOffset now, string? phase)
    {
        var run = status?.LastRun;
        return $"""
            <tr><td><a href="{Links.To("sources", source.Id)}"><b>{source.Name}</b></a> <span class="muted">{source.Id}{(source.Verified is { } day ? $"，{day:yyyy-MM-dd} 核对" : "，未核对")}</span></td><td>{Terms.Of(source.Platform)}</td><td>{Light(status)}</td>
            <td>{(run is null ? Html.Empty : Times.Tag(run.At))}</td><td>{(status?.LastFresh is { } fresh ? Times.Tag(fresh) : Html.Empty)}</td>
            <td class="num">{run?.Items ?? 0}</td><td class="num">{run?.Fresh ?? 0}</td><td class="num">{run?.Broken ?? 0}</td><td class="num">{status?.Posts ?? 0}</td>
            <td class="wide">{Note(source, status, now, phase)}</td></tr>
            """;
    }

    public static Html Light(SourceStatus? status) =>
        status is null ? (Html)$"<span class=\"light source-quiet\">{Say("尚未读取")}</span>" : Badges.Of(status.LastRun.State);

    public static string Note(SourceDefinition source, SourceStatus? status, DateTimeOffset now, string? phase)
    {
        if (status is null) return "";
        if (status.LastRun.Error is { } error) return error;

        var silence = now - (status.LastFresh ?? status.FirstRun);
        if (source.ExpectedWithin(phase) is { } limit && silence > limit) return Say("已静默 {0}，超过预期 {1}", Times.Span(silence), Times.Span(limit));
        return status.LastFresh is null ? Say("还没有新内容") : Say("{0}前有新内容", Times.Span(silence));
    }
}
