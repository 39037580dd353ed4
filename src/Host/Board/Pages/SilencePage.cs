using Monitor.Core.Alerts;
using Monitor.Host.Board.Markup;

namespace Monitor.Host.Board.Pages;

/// <summary>All silences with owner, reason and end; and what waits for summaries.</summary>
internal static class SilencePage
{
    public static async Task<IResult> Show(HttpContext context, Desk desk, CancellationToken ct)
    {
        var silences = await desk.Ledger.SilencesAsync(200, ct);
        var held = (await desk.Ledger.StandingAsync(desk.Now, ct)).Held.CountBy(h => (h.Channel, h.Cause)).ToList();
        Html body = $"""
            <section id="silences" class="card" data-live="alerts"><h2>静默 <small>在告警页面上新建；命令行 monitor silence</small></h2>{Tables.Of("静默", ["编号", "类型", "对象", "团队", "至多", "人员", "原因", "开始", "结束", ""], silences.Select(s => Row(context, s, desk.Now)), "没有静默。")}</section>
            <section id="held" class="card" data-live="alerts"><h2>等待汇总的通知</h2>{Tables.Of("等待汇总的通知", ["渠道", "原因", "#条数"], held.Select(h => (Html)$"<tr><td>{h.Key.Channel}</td><td>{Cause(h.Key.Cause)}</td><td class=\"num\">{h.Value}</td></tr>"), "没有等待的通知。")}</section>
            """;
        return new PageResult("静默", "/alerts", body);
    }

    private static Html Row(HttpContext context, Silence s, DateTimeOffset now)
    {
        Html end = s.EndedAt is { } at ? (Html)$"{s.EndedBy} {Times.Tag(at)}" : $"{Times.Tag(s.Until)}";
        return $"""
            <tr><td><code>{s.Id}</code></td><td>{(s.Kind is null ? "任意" : Terms.Of(s.Kind))}</td><td>{s.Subject ?? "任意"}</td><td>{(s.Team is { } team ? Words.Of(team) : "任意")}</td><td>{(s.UpTo is { } level ? Words.Of(level) : "任意")}</td>
            <td>{s.Owner}</td><td class="wide">{s.Reason}</td><td>{Times.Tag(s.From)}</td><td>{end}</td><td>{(s.IsOn(now) ? SilenceForm.EndButton(context, s) : Html.Empty)}</td></tr>
            """;
    }

    private static string Cause(HoldCause cause) => cause switch { HoldCause.Quiet => "免打扰时段", HoldCause.Capped => "24 小时上限", _ => "成批出现" };
}
