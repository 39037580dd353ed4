using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Deciding;

namespace Monitor.Host.Board.Pages;

/// <summary>"Why did I get this, why not": each channel's answer, then every decision about the alert and its predecessors.</summary>
internal static class WhyPage
{
    private const int Most = 500;

    public static async Task<IResult> Show(HttpContext context, string id, Desk desk, CancellationToken ct)
    {
        if (await desk.Ledger.AlertAsync(id, ct) is not { } alert) return Refusals.NotFound("告警");
        if (!Permissions.Sees(context.User, alert)) return Refusals.Forbidden();
        if (alert.Restricted) await RestrictedReads.NoteAsync(context, "alert " + id, ct);
        var decisions = await desk.Ledger.DecisionsAsync(id, Most, ct);
        var fates = Why.Of(desk.Config, alert, await desk.Ledger.StandingAsync(desk.Now, ct), decisions, desk.Now);
        var before = (await desk.Ledger.DecisionsOfAsync(alert.Fingerprint, Most, ct)).Where(d => d.AlertId != id);
        Html body = $"""
            <section id="fates" class="card" data-live="alerts notices"><h2><a href="{Links.To("alerts", id)}">{alert.Title}</a></h2><p>{Badges.Of(alert.Level, alert.LevelIssued)} {Badges.Of(alert.State)} <code>{alert.Fingerprint}</code></p>
            {Tables.Of("各渠道", ["渠道", "通知", "原因"], fates.Select(f => (Html)$"<tr><td>{f.Channel}</td><td>{(f.Told ? "已通知" : "未通知")}</td><td class=\"wide\">{f.Text}</td></tr>"), "没有配置通知渠道。")}</section>
            <section id="decisions" class="card" data-live="alerts"><h2>判断经过</h2>{Tables.Of("判断经过", ["时间", "结论", "说明", "通知"], decisions.Select(AlertPages.Decision), "没有记录。")}</section>
            <section id="before" class="card"><h2>同一问题以往的判断</h2>{Tables.Of("以往的判断", ["时间", "结论", "说明", "通知"], before.Take(100).Select(AlertPages.Decision), "没有以往的记录。")}</section>
            """;
        return new PageResult("为什么通知", "/alerts", body);
    }
}
