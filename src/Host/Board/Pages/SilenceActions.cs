using Monitor.Host.Board.Access;
using Monitor.Host.Board.Acts;
using Monitor.Host.Board.Markup;
using Monitor.Host.Deciding;
using Monitor.Host.Live;

namespace Monitor.Host.Board.Pages;

/// <summary>People make a silence from an alert's page, and end any their team could have made.</summary>
internal static class SilenceActions
{
    public static async Task<IResult> Add(HttpContext context, string id, Desk desk, SilenceDesk silences, ChangeBus bus, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var (end, _) = await AlertActs.SilenceAsync(context.User, id, form["scope"].ToString(), form["hours"].ToString(), form["reason"].ToString(), desk, silences, bus, ct);
        return end.Page(Links.To("alerts", id));
    }

    public static async Task<IResult> End(HttpContext context, string id, Desk desk, SilenceDesk silences, ChangeBus bus, CancellationToken ct)
    {
        var standing = await desk.Ledger.StandingAsync(desk.Now, ct);
        if (standing.Silences.FirstOrDefault(s => s.Id == id) is not { } silence) return Refusals.NotFound("静默");
        if (!Permissions.MayEnd(context.User, silence)) return Refusals.Forbidden();
        await silences.EndAsync(id, context.User.Identity!.Name!, ct);
        bus.Publish("alerts");
        return Results.LocalRedirect("/silences");
    }
}
