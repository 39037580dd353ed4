using Monitor.Core.Alerts;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using static Monitor.Host.Board.Speech.Tongue;

namespace Monitor.Host.Board.Pages;

internal static class AlertList
{
    public static Html Of(HttpContext context, IReadOnlyList<Alert> alerts, DateTimeOffset now)
    {
        if (alerts.Count == 0) return $"<p class=\"empty\">{Say("没有未解除的告警。")}</p>";
        return $"<ul class=\"alerts\">{alerts.Select(a => Item(context, a, now))}</ul>";
    }

    public static Html Button(HttpContext context, Alert alert)
    {
        if (alert.AcknowledgedAt is not null || alert.State is AlertState.Resolved || !Permissions.MayAcknowledge(context.User, alert)) return Html.Empty;
        return $"""
            <form method="post" action="{Links.To("alerts", alert.Id)}/acknowledge">{PageResult.TokenField(context)}
            <button id="ack-{alert.Id}" aria-label="{Say("受理：")}{alert.Title}">{Say("受理")}</button></form>
            """;
    }

    private static Html Item(HttpContext context, Alert alert, DateTimeOffset now)
    {
        Html taken = alert.AcknowledgedBy is null ? Html.Empty : $" · {Say("{0} 已受理", alert.AcknowledgedBy)}";
        return $"""
            <li class="alert edge-{alert.Level.ToString().ToLowerInvariant()}"><div>{Badges.Of(alert.Level, alert.LevelIssued)} {Badges.Of(alert.State)}
            <a class="title" href="{Links.To("alerts", alert.Id)}">{alert.Title}</a>
            <p class="muted">{Words.Of(alert.Team)} · {Terms.Of(alert.Kind)} · {Say("已持续")} <b>{Times.Span(now - alert.Since)}</b> · {Say("自")} {Times.Tag(alert.Since)}{taken}</p>
            <p>{alert.Why}</p></div>{Button(context, alert)}</li>
            """;
    }
}
