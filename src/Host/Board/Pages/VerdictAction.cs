using Monitor.Core.Alerts;
using Monitor.Core.Security;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Live;

namespace Monitor.Host.Board.Pages;

/// <summary>A person says whether an alert was worth the call: stored, audited; the alert itself does not change.</summary>
internal static class VerdictAction
{
    public static async Task<IResult> Post(HttpContext context, string id, Desk desk, ChangeBus bus, CancellationToken ct)
    {
        if (await desk.Ledger.AlertAsync(id, ct) is not { } alert) return Refusals.NotFound("告警");
        if (!Permissions.MayAcknowledge(context.User, alert)) return Refusals.Forbidden();
        var word = (await context.Request.ReadFormAsync(ct))["verdict"].ToString();
        if (word is not ("right" or "false-alarm")) return Refusals.BadForm();

        var who = context.User.Identity!.Name!;
        await desk.Ledger.SaveVerdictAsync(new AlertVerdict(id, alert.Kind, word == "right", who, desk.Now), ct);
        await desk.Ledger.AuditAsync(new AuditEntry(desk.Now, who, "verdict", id, word), ct);
        bus.Publish("verdicts");
        return Results.LocalRedirect(Links.To("alerts", id));
    }
}
