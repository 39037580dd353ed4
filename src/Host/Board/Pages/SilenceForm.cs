using Monitor.Core.Alerts;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;

namespace Monitor.Host.Board.Pages;

/// <summary>On an alert's page: the silences that cover it, and the form to make one.</summary>
internal static class SilenceForm
{
    private static readonly int[] Hours = [1, 4, 12, 24, 72];

    public static async Task<Html> ShowAsync(HttpContext context, Desk desk, Alert alert, CancellationToken ct)
    {
        if (alert.State == AlertState.Resolved) return Html.Empty;
        var on = (await desk.Ledger.StandingAsync(desk.Now, ct)).Silences.Where(s => s.Covers(alert, desk.Now)).ToList();
        var may = Permissions.MayAcknowledge(context.User, alert);
        if (on.Count == 0 && !may) return Html.Empty;
        return $"<section id=\"silence\" class=\"card\"><h2>静默 <small>只暂停通知；告警照常记录，静默结束仍在持续的会补发</small></h2>{on.Select(s => Row(context, s))}{(may ? Form(context, alert) : Html.Empty)}</section>";
    }

    public static Html Row(HttpContext context, Silence silence) => $"""
        <p class="inline"><span>{silence.Owner} 静默至 {Times.Full(silence.Until)}：{silence.Reason}</span>{EndButton(context, silence)}</p>
        """;

    public static Html EndButton(HttpContext context, Silence silence)
    {
        if (!Permissions.MayEnd(context.User, silence)) return Html.Empty;
        return $"<form method=\"post\" action=\"{Links.To("silences", silence.Id)}/end\" class=\"inline\">{PageResult.TokenField(context)}<button aria-label=\"结束静默 {silence.Id}\">结束静默</button></form>";
    }

    private static Html Form(HttpContext context, Alert alert) => $"""
        <form method="post" action="{Links.To("alerts", alert.Id)}/silence">{PageResult.TokenField(context)}
        <label>范围<select name="scope"><option value="subject">仅此对象的{Terms.Of(alert.Kind)}</option><option value="kind">本团队所有{Terms.Of(alert.Kind)}</option></select></label>
        <label>时长<select name="hours">{Hours.Select(h => (Html)$"<option value=\"{h}\">{h} 小时</option>")}</select></label>
        <label>原因<input name="reason" required maxlength="200"></label>
        <p class="muted">只静默{Words.Of(alert.Level)}及以下；等级再升仍会通知。</p><button>静默</button></form>
        """;
}
