using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Live;

namespace Monitor.Host.Board.Pages;

/// <summary>A person issues a proposed orange or red: decided by the book, stored, audited, told to those who heard of the alert.</summary>
internal static class IssueAction
{
    public static Html Button(HttpContext context, Alert alert)
    {
        if (alert.LevelIssued || alert.State is AlertState.Resolved || !Permissions.MayIssue(context.User, alert)) return Html.Empty;
        return $"""
            <form method="post" action="{Links.To("alerts", alert.Id)}/issue">{PageResult.TokenField(context)}
            <button id="issue-{alert.Id}" aria-label="签发：{alert.Title}">签发{Words.Of(alert.Level)}</button></form>
            """;
    }

    public static async Task<IResult> Post(HttpContext context, string id, Desk desk, IAlertBook book, ChangeBus bus, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await desk.Ledger.AlertAsync(id, ct) is not { } alert) return Refusals.NotFound("告警");
            if (!Permissions.MayIssue(context.User, alert)) return Refusals.Forbidden();
            if (alert.State == AlertState.Resolved) return Refusals.Conflict("该告警已解除，无需签发。");
            if (alert.LevelIssued) break;

            try
            {
                var who = context.User.Identity!.Name!;
                await desk.Ledger.CommitAsync(book.Issue(alert, who, desk.Now) with { Acts = [new AuditEntry(desk.Now, who, "issue", id, $"{alert.Level}: {alert.Title}")] }, ct);
                bus.Publish("alerts");
                bus.Publish("notices");
                break;
            }
            catch (InvalidOperationException) when (attempt < 5)
            {
                // The judge changed the alert between our read and our write; read it again.
            }
        }

        return Results.LocalRedirect(Links.To("alerts", id));
    }
}
