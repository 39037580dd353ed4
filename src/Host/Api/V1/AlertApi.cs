using System.ComponentModel;
using Monitor.Core.Contracts;
using Monitor.Host.Api.V1.Shapes;
using Monitor.Host.Board;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Acts;
using Monitor.Host.Deciding;
using Monitor.Host.Live;

namespace Monitor.Host.Api.V1;

/// <summary>Alerts and silences.</summary>
internal static class AlertApi
{
    private const string Tag = "alerts";
    private const int MostRead = 10_000;
    private static readonly TimeSpan Usually = TimeSpan.FromDays(30);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/alerts", List).Gives<Listing<AlertShape>>("listAlerts", Tag, "Alerts opened since a moment or still open, newest first.", 400, 403);
        api.MapGet("/alerts/{id}", One).Gives<AlertDetail>("getAlert", Tag, "One alert with its evidence and notices.", 403, 404);
        api.MapGet("/alerts/{id}/why", Reasons).Gives<WhyShape>("whyAlert", Tag, "Why each channel heard of it or did not.", 403, 404);
        api.MapPost("/alerts/{id}/acknowledge", Acknowledge).Gives<AlertShape>("acknowledgeAlert", Tag, "Takes an alert. Taken already, it stays the first one's.", 403, 404, 409);
        api.MapPost("/alerts/{id}/verdict", Judge).Gives<AlertDetail>("judgeAlert", Tag, "Says whether an alert was worth the call.", 400, 403, 404).Example(0, new VerdictBody("false-alarm"));
        api.MapGet("/silences", Silences).Gives<Listing<SilenceShape>>("listSilences", Tag, "Silences, past ones too, the latest first.");
        api.MapPost("/silences", Silence).Gives<SilenceShape>("addSilence", Tag, "Silences the like of an alert.", 400, 403, 404)
            .Example(0, new SilenceBody("01J9Z3", "subject", 4, "planned restart of the filing system"));
    }

    private static async Task<IResult> List(
        HttpContext context, Desk desk, CancellationToken ct,
        [Description("true = only those not resolved.")] bool open = false,
        [Description("ISO 8601 with offset, such as 2026-06-26T00:00:00Z; 30 days ago unless told otherwise.")] DateTimeOffset? since = null,
        [Description("true = those about people in distress, which need the role propaganda or admin; the others never show them.")] bool restricted = false,
        [Description("1 to 500.")] int? limit = null)
    {
        if (ApiV1.Limit(limit) is not { } most) return ApiV1.BadLimit();
        if (restricted && !Permissions.SeesRestricted(context.User)) return ApiProblem.Forbidden();
        await ApiReads.NoteAsync(context, "alerts", restricted, ct);
        var from = since ?? desk.Now - Usually;
        var all = open ? await desk.Ledger.OpenAlertsAsync(ct) : await desk.Ledger.AlertsAsync(from, MostRead, ct);
        return Results.Ok(new Listing<AlertShape>([.. all.Where(a => a.Restricted == restricted && Permissions.Sees(context.User, a) && (!open || since is null || a.OpenedAt >= since)).OrderByDescending(a => a.OpenedAt).Take(most).Select(AlertShape.Of)]));
    }

    private static async Task<IResult> One(HttpContext context, string id, Desk desk, CancellationToken ct)
    {
        if (await desk.Ledger.AlertAsync(id, ct) is not { } alert) return ApiProblem.NotFound("alert");
        if (!Permissions.Sees(context.User, alert)) return ApiProblem.Forbidden();
        await ApiReads.NoteAsync(context, "alert " + id, alert.Restricted, ct);
        var notices = await desk.Ledger.NoticesAsync(id, 200, ct);
        return Results.Ok(new AlertDetail(AlertShape.Of(alert), alert.Evidence, (await desk.Ledger.VerdictAsync(id, ct))?.Right, [.. notices.Select(NoticeShape.Of)]));
    }

    private static async Task<IResult> Reasons(HttpContext context, string id, Desk desk, CancellationToken ct)
    {
        if (await desk.Ledger.AlertAsync(id, ct) is not { } alert) return ApiProblem.NotFound("alert");
        if (!Permissions.Sees(context.User, alert)) return ApiProblem.Forbidden();
        await ApiReads.NoteAsync(context, "alert " + id, alert.Restricted, ct);
        var decisions = await desk.Ledger.DecisionsAsync(id, ApiV1.Most, ct);
        var fates = Why.Of(desk.Config, alert, await desk.Ledger.StandingAsync(desk.Now, ct), decisions, desk.Now);
        var before = (await desk.Ledger.DecisionsOfAsync(alert.Fingerprint, ApiV1.Most, ct)).Where(d => d.AlertId != id);
        return Results.Ok(new WhyShape([.. fates.Select(FateShape.Of)], [.. decisions.Select(DecisionShape.Of)], [.. before.Select(DecisionShape.Of)]));
    }

    private static async Task<IResult> Acknowledge(HttpContext context, string id, Desk desk, IAlertBook book, ChangeBus bus, CancellationToken ct) =>
        ApiProblem.Of(await AlertActs.AcknowledgeAsync(context.User, id, desk, book, bus, ct)) ?? Results.Ok(AlertShape.Of((await desk.Ledger.AlertAsync(id, ct))!));

    private static async Task<IResult> Judge(HttpContext context, string id, VerdictBody body, Desk desk, ChangeBus bus, CancellationToken ct) =>
        ApiProblem.Of(await AlertActs.JudgeAsync(context.User, id, body.Verdict ?? "", desk, bus, ct)) ?? await One(context, id, desk, ct);

    private static async Task<IResult> Silences(Desk desk, CancellationToken ct) =>
        Results.Ok(new Listing<SilenceShape>([.. (await desk.Ledger.SilencesAsync(ApiV1.Most, ct)).Select(s => SilenceShape.Of(s, desk.Now))]));

    private static async Task<IResult> Silence(HttpContext context, SilenceBody body, Desk desk, SilenceDesk silences, ChangeBus bus, CancellationToken ct)
    {
        var hours = body.Hours.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var (end, made) = await AlertActs.SilenceAsync(context.User, body.Alert ?? "", body.Scope ?? "", hours, body.Reason ?? "", desk, silences, bus, ct);
        return ApiProblem.Of(end) ?? Results.Ok(SilenceShape.Of(made!, desk.Now));
    }
}
