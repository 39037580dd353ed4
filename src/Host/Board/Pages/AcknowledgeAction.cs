using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Live;

namespace Monitor.Host.Board.Pages;

/// <summary>A person takes an alert: decided by the book, stored, audited, told to every open page.</summary>
internal static class AcknowledgeAction
{
    public static async Task<IResult> Post(HttpContext context, string id, Desk desk, IAlertBook book, ChangeBus bus, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await desk.Ledger.AlertAsync(id, ct) is not { } alert) return Refusals.NotFound("告警");
            if (!Permissions.MayAcknowledge(context.User, alert)) return Refusals.Forbidden();
            if (alert.State == AlertState.Resolved) return Refusals.Conflict("该告警已解除，无需受理。");
            if (alert.AcknowledgedAt is not null) break;

            try
            {
                var who = context.User.Identity!.Name!;
                await desk.Ledger.CommitAsync(book.Acknowledge(alert, who, desk.Now) with { Acts = [new AuditEntry(desk.Now, who, "acknowledge", id, alert.Title)] }, ct);
                bus.Publish("alerts");
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
