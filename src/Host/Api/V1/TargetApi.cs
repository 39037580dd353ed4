using System.ComponentModel;
using Monitor.Host.Api.V1.Shapes;
using Monitor.Host.Board;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Pages;

namespace Monitor.Host.Api.V1;

/// <summary>Guarded systems and sources.</summary>
internal static class TargetApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/targets", List).Gives<Listing<TargetShape>>("listTargets", "targets", "Guarded systems, the worst first.");
        api.MapGet("/targets/{id}", One).Gives<TargetDetail>("getTarget", "targets", "One system with its last checks; what lies open on it is for security, duty officers and admins.", 400, 404);
        api.MapGet("/sources", Sources).Gives<Listing<SourceShape>>("listSources", "sources", "Where posts are read, and how each fares.");
    }

    private static async Task<IResult> List(HttpContext context, Desk desk, CancellationToken ct) =>
        Results.Ok(new Listing<TargetShape>([.. (await TargetLights.ReadAsync(context, desk, ct)).Select(TargetShape.Of)]));

    private static async Task<IResult> One(HttpContext context, string id, Desk desk, CancellationToken ct, [Description("Checks: 1 to 500.")] int? limit = null)
    {
        if (ApiV1.Limit(limit) is not { } most) return ApiV1.BadLimit();
        if (desk.Config.Targets.FirstOrDefault(t => t.Id == id) is not { } target) return ApiProblem.NotFound("target");
        var now = desk.Now;
        var light = new TargetLight(target, await desk.Archive.ProbesAsync(id, now.AddHours(-1), 3600, ct), now) { Open = r => r.Findings.All(f => Permissions.Sees(context.User, f)) };
        var results = await desk.Archive.ProbesAsync(id, now.AddHours(-24), most, ct);
        return Results.Ok(new TargetDetail(TargetShape.Of(light), [.. results.Select(r => CheckShape.Of(context.User, r))]));
    }

    private static async Task<IResult> Sources(Desk desk, CancellationToken ct)
    {
        var statuses = (await desk.Archive.SourcesAsync(ct)).ToDictionary(s => s.SourceId, StringComparer.Ordinal);
        return Results.Ok(new Listing<SourceShape>([.. desk.Config.Sources.Select(s => SourceShape.Of(s, statuses.GetValueOrDefault(s.Id)))]));
    }
}
