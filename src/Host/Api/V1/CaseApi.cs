using System.ComponentModel;
using System.Globalization;
using Microsoft.Extensions.Primitives;
using Monitor.Core.Cases;
using Monitor.Host.Api.V1.Shapes;
using Monitor.Host.Board;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Acts;
using Monitor.Host.Cases;
using Monitor.Host.Live;

namespace Monitor.Host.Api.V1;

/// <summary>Cases and their steps.</summary>
internal static class CaseApi
{
    private const string Tag = "cases";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/cases", List).Gives<Listing<CaseShape>>("listCases", Tag, "Cases opened in the last 30 days or still open, newest first.", 400, 403);
        api.MapGet("/cases/{id}", One).Gives<CaseDetail>("getCase", Tag, "One case with its trail.", 403, 404);
        api.MapPost("/cases/{id}/{step}", Step).Gives<CaseDetail>("stepCase", Tag, "Takes a case one step on: judge, route, handle, answer, brief or close.", 400, 403, 404, 409)
            .Example(0, new StepBody(1, CaseVerdict.False, "asked the examination authority", null, null, null, null, null, null));
    }

    private static async Task<IResult> List(
        HttpContext context, Desk desk, CancellationToken ct, [Description("true = those about people in distress; as with alerts.")] bool restricted = false, [Description("1 to 500.")] int? limit = null)
    {
        if (ApiV1.Limit(limit) is not { } most) return ApiV1.BadLimit();
        if (restricted && !Permissions.SeesRestricted(context.User)) return ApiProblem.Forbidden();
        await ApiReads.NoteAsync(context, "cases", restricted, ct);
        var cases = await desk.Ledger.CasesAsync(desk.Now.AddDays(-30), ApiV1.Most, ct);
        return Results.Ok(new Listing<CaseShape>([.. cases.Where(c => c.Restricted == restricted && Permissions.Sees(context.User, c)).Take(most).Select(c => CaseShape.Of(c, desk.Config.Cases.Limits, desk.Now))]));
    }

    private static async Task<IResult> One(HttpContext context, string id, Desk desk, CancellationToken ct)
    {
        if (await desk.Ledger.CaseAsync(id, ct) is not { } subject) return ApiProblem.NotFound("case");
        if (!Permissions.Sees(context.User, subject)) return ApiProblem.Forbidden();
        await ApiReads.NoteAsync(context, "case " + id, subject.Restricted, ct);
        var trail = await desk.Ledger.AuditOfAsync(id, 200, ct);
        return Results.Ok(new CaseDetail(CaseShape.Of(subject, desk.Config.Cases.Limits, desk.Now), [.. trail.Select(TrailShape.Of)]));
    }

    private static async Task<IResult> Step(HttpContext context, string id, string step, StepBody body, Desk desk, ICaseWords words, ChangeBus bus, CancellationToken ct) =>
        ApiProblem.Of(await CaseActs.StepAsync(context.User, id, step, Form(body), desk, words, bus, ct)) ?? await One(context, id, desk, ct);

    // Read and masked by the very reader of the page's form.
    private static FormCollection Form(StepBody body)
    {
        (string Name, string? Value)[] fields =
        [
            ("version", body.Version.ToString(CultureInfo.InvariantCulture)), ("verdict", body.Verdict?.ToString()), ("note", body.Note), ("department", body.Department), ("handler", body.Handler),
            ("text", body.Text), ("denied", body.Denied), ("url", body.Url), ("result", body.Result),
        ];
        return new FormCollection(fields.Where(f => f.Value is not null).ToDictionary(f => f.Name, f => new StringValues(f.Value)));
    }
}
