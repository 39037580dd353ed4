using Monitor.Core.Sources;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;

namespace Monitor.Host.Board.Pages;

/// <summary>One source: how it is, what is expected of it, and what went wrong when.</summary>
internal static class SourcePages
{
    public static async Task<IResult> One(HttpContext context, string id, Desk desk, CancellationToken ct)
    {
        if (desk.Config.Sources.FirstOrDefault(s => s.Id == id) is not { } source) return Refusals.NotFound("来源");
        var status = (await desk.Archive.SourcesAsync(ct)).FirstOrDefault(s => s.SourceId == id);
        var spells = await desk.Archive.SpellsAsync(id, SourceSpell.Most, ct);
        var phase = desk.Config.Season.At(desk.Now)?.Name;
        Html body = $"""
            <section id="source" class="card" data-live="sources"><dl class="facts"><div><dt>状态</dt><dd>{SourceRows.Light(status)}</dd></div>
            <div><dt>种类</dt><dd>{source.Kind}（{Terms.Of(source.Platform)}{(source.Role == SourceRole.Official ? "，官方" : "")}）</dd></div>
            <div><dt>读取间隔</dt><dd>{Times.Span(source.Interval)}</dd></div><div><dt>预期更新</dt><dd>{Expected(source, phase)}</dd></div>
            <div><dt>上次读取</dt><dd>{(status is null ? (Html)$"—" : Times.Tag(status.LastRun.At))}</dd></div>
            <div><dt>上次新内容</dt><dd>{(status?.LastFresh is { } fresh ? Times.Tag(fresh) : (Html)$"—")}</dd></div>
            <div><dt>累计帖文</dt><dd>{status?.Posts ?? 0}</dd></div><div><dt>说明</dt><dd>{SourceRows.Note(source, status, desk.Now, phase)}</dd></div></dl></section>
            <section id="spells" class="card" data-live="sources"><h2>异常记录 <small>最近的在前</small></h2>{Spells(context, spells)}</section>
            """;
        return new PageResult("来源：" + source.Name, "/sources", body);
    }

    private static string Expected(SourceDefinition source, string? phase) =>
        source.ExpectedWithin(phase) is { } within ? $"{Times.Span(within)}内应有新内容{(phase is null ? "" : $"（{phase}）")}" : "不限";

    private static Html Spells(HttpContext context, IReadOnlyList<SourceSpell> spells)
    {
        var samples = Permissions.SeesSamples(context.User);
        return Tables.Of("异常记录", ["状态", "开始", "结束", "#次数", "说明", "当时的应答"], spells.Select(s => (Html)$"""
            <tr><td>{Badges.Of(s.State)}</td><td>{Times.Tag(s.Since)}</td><td>{(s.Until is { } until ? Times.Tag(until) : (Html)$"仍在持续")}</td><td class="num">{s.Runs}</td>
            <td class="wide">{s.Error}</td><td class="wide">{Sample(s, samples)}</td></tr>
            """), "没有异常。");
    }

    /// <summary>Foreign text: encoded like any other, so that nothing in it acts.</summary>
    private static Html Sample(SourceSpell spell, bool may) => (spell.Sample, may) switch
    {
        (null, _) => $"<span class=\"muted\">没有应答</span>",
        (_, false) => $"<span class=\"muted\">无权查看</span>",
        var (text, _) => $"<details><summary>查看（已脱敏，截断）</summary><pre>{text}</pre></details>",
    };
}
