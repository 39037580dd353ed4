using Monitor.Core.Alerts;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;

namespace Monitor.Host.Board.Pages;

/// <summary>Whether an alert was worth the call, as people see it.</summary>
internal static class VerdictForm
{
    public static async Task<Html> ShowAsync(HttpContext context, Desk desk, Alert alert, CancellationToken ct)
    {
        var given = await desk.Ledger.VerdictAsync(alert.Id, ct);
        var may = Permissions.MayAcknowledge(context.User, alert);
        if (given is null && !may) return Html.Empty;
        Html word = given is null ? (Html)$"<p class=\"muted\">尚未评定。评定用于统计告警准确率，不改变告警状态。</p>"
            : $"<p><b>{Word(given.Right)}</b> <span class=\"muted\">{given.Who} {Times.Tag(given.At)}</span></p>";
        return $"""
            <section id="verdict" class="card" data-live="verdicts"><h2>告警评定</h2>{word}{(may ? (Html)$"<p class=\"inline\">{Button(context, alert, true)}{Button(context, alert, false)}</p>" : Html.Empty)}</section>
            """;
    }

    public static string Word(bool right) => right ? "告警正确" : "误报";

    private static Html Button(HttpContext context, Alert alert, bool right) => $"""
        <form method="post" action="{Links.To("alerts", alert.Id)}/verdict" class="inline">{PageResult.TokenField(context)}<input type="hidden" name="verdict" value="{(right ? "right" : "false-alarm")}">
        <button>{Word(right)}</button></form>
        """;
}
