using Monitor.Core.Probes;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Deciding;
using static Monitor.Host.Board.Speech.Tongue;

namespace Monitor.Host.Board.Pages;

internal static class TargetPages
{
    public static async Task<IResult> List(HttpContext context, Desk desk, CancellationToken ct)
    {
        var lights = await TargetLights.ReadAsync(context, desk, ct);
        return new PageResult("系统", "/targets", $"<section id=\"targets\" class=\"card\" data-live=\"probes tick\"><h2>{Say("系统状态")} <small>{Say("最近一小时；柱越高越差")}</small></h2><div class=\"lights\">{lights.Select(l => l.Card())}</div></section>");
    }

    public static async Task<IResult> One(HttpContext context, string id, Desk desk, ApprovalDesk approvals, CancellationToken ct)
    {
        if (desk.Config.Targets.FirstOrDefault(t => t.Id == id) is not { } target) return Refusals.NotFound("系统");

        var now = desk.Now;
        var results = await desk.Archive.ProbesAsync(id, now.AddHours(-24), 200, ct);
        var light = new TargetLight(target, [.. results.Where(r => r.At > now.AddHours(-1))], now) { Open = r => r.Findings.All(f => Permissions.Sees(context.User, f)) };
        var findings = (results.FirstOrDefault()?.Findings ?? []).Where(f => Permissions.Sees(context.User, f));
        Html body = $"""
            <section id="state" class="card" data-live="probes"><p>{Badges.Of(light.State)} {light.Note}</p>{light.Strip()}<p class="muted">{Say("最近一小时；柱越高越差")}</p></section>
            {await AvailabilityStrip.SectionAsync(desk, target, ct)}
            {await HostState.CardAsync(context, desk, target, ct)}
            {await TargetAvailability.SectionAsync(target, desk, ct)}
            <section class="card"><h2>{Say("各阶段耗时")} <small>{Say("毫秒，最近结果")}</small></h2><div class="chart" role="img" aria-label="{Say("各次探测的域名解析、连接、加密握手、首字节、内容耗时")}" data-chart="timings" data-src="/api/targets/{Uri.EscapeDataString(id)}/timings" data-live-chart="probes"></div></section>
            <section id="findings" class="card" data-live="probes"><h2>{Say("最近一次发现")}</h2>{Tables.Of("发现", ["程度", "代码", "说明"], findings.Select(Finding), "没有发现问题。")}</section>
            {await WeaknessPages.OfTargetAsync(context, desk, id, ct)}
            {await ApproveAction.CardAsync(context, target, approvals, ct)}
            <section id="results" class="card" data-live="probes"><h2>{Say("探测结果")} <small>{Say("最近 {0} 次", results.Count)}</small></h2>{Tables.Of("探测结果", ["时间", "状态", "失败阶段", "状态码", "#总耗时", "说明"], results.Select(r => Result(r, r.Findings.All(f => Permissions.Sees(context.User, f)))), "还没有结果。")}</section>
            """;
        return new PageResult(target.Name, "/targets", body);
    }

    private static Html Finding(Finding f) => $"<tr><td>{Badges.Of(f.Severity)}</td><td><code>{f.Code}</code></td><td class=\"wide\">{f.Message}</td></tr>";

    /// <summary>The message repeats what was found.</summary>
    private static Html Result(ProbeResult r, bool message) => $"""
        <tr><td>{Times.Tag(r.At)}</td><td>{Badges.Of(r.State)}</td><td>{(r.FailedPhase is null ? "" : Terms.Of(r.FailedPhase))}</td><td>{r.Status?.ToString(System.Globalization.CultureInfo.InvariantCulture)}</td>
        <td class="num">{(r.Timings is { } t ? $"{t.Total:0}" : "")}</td><td class="wide">{(message ? r.Message : Say("有安全发现，仅网络安全人员可见"))}</td></tr>
        """;
}
