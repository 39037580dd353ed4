using System.Globalization;
using Monitor.Core.Alerts;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Deciding;
using Monitor.Host.Live;

namespace Monitor.Host.Board.Pages;

/// <summary>People make a silence from an alert's page, and end any their team could have made.</summary>
internal static class SilenceActions
{
    private const int LongestReason = 200;

    public static async Task<IResult> Add(HttpContext context, string id, Desk desk, SilenceDesk silences, ChangeBus bus, CancellationToken ct)
    {
        if (await desk.Ledger.AlertAsync(id, ct) is not { } alert) return Refusals.NotFound("告警");
        if (!Permissions.MayAcknowledge(context.User, alert)) return Refusals.Forbidden();
        var form = await context.Request.ReadFormAsync(ct);
        var reason = form["reason"].ToString();
        if (!int.TryParse(form["hours"], CultureInfo.InvariantCulture, out var hours) || hours is < 1 or > 24 * 30
            || form["scope"].ToString() is not ("subject" or "kind") || reason.Length > LongestReason) return Refusals.BadForm();

        var wanted = new Silence
        {
            Id = "",
            Owner = "",
            Reason = reason,
            From = default,
            Until = default,
            Kind = alert.Kind,
            Subject = form["scope"] == "subject" ? alert.Subject : null,
            Team = alert.Team,
            UpTo = alert.Level,
        };
        var (_, problem) = await silences.AddAsync(wanted, context.User.Identity!.Name!, TimeSpan.FromHours(hours), ct);
        if (problem is not null) return Refusals.BadForm();
        bus.Publish("alerts");
        return Results.LocalRedirect(Links.To("alerts", id));
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
