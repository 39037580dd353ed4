using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Host.Board;
using Monitor.Host.Board.Access;

namespace Monitor.Host.Api;

/// <summary>The numbers behind the charts. Times are milliseconds since 1970 UTC.</summary>
internal static class ChartApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/curve", Curve);
        api.MapGet("/targets/{id}/timings", Timings);
        api.MapGet("/stories/{id}/timeline", Timeline);
    }

    /// <param name="hours">1 to 168; posts per bucket with every probe failure in the same stretch.</param>
    private static async Task<IResult> Curve(Desk desk, CancellationToken ct, int hours = 6)
    {
        hours = Math.Clamp(hours, 1, 168);
        var bucket = TimeSpan.FromMinutes(hours <= 12 ? 5 : hours <= 48 ? 30 : 60);
        var until = desk.Now;
        var from = Floor(until.AddHours(-hours), bucket);
        var known = (await desk.Archive.PostCurveAsync(from, until, bucket, ct)).ToDictionary(b => Floor(b.At, bucket));
        List<CurvePoint> points = [];
        for (var at = from; at <= until; at += bucket)
        {
            var b = known.GetValueOrDefault(at);
            points.Add(new CurvePoint(at.ToUnixTimeMilliseconds(), b?.Posts ?? 0, b?.Negative ?? 0, b?.Positive ?? 0, b?.HighRisk ?? 0));
        }

        return Results.Json(new Curve(points, await FailuresAsync(desk, from, bucket, ct)));
    }

    /// <summary>One mark per target and bucket: a long outage would otherwise hide the curve.</summary>
    private static async Task<IReadOnlyList<FailureMark>> FailuresAsync(Desk desk, DateTimeOffset from, TimeSpan bucket, CancellationToken ct)
    {
        List<FailureMark> marks = [];
        foreach (var target in desk.Config.Targets.Where(t => t.Enabled))
        {
            var failed = (await desk.Archive.ProbesAsync(target.Id, from, 5000, ct)).Where(r => r.State == ProbeState.Down);
            marks.AddRange(failed.GroupBy(r => Floor(r.At, bucket)).Select(g => new FailureMark(g.Min(r => r.At).ToUnixTimeMilliseconds(), target.Name, g.Count())));
        }

        return [.. marks.OrderBy(m => m.At)];
    }

    private static async Task<IResult> Timings(string id, Desk desk, CancellationToken ct)
    {
        if (desk.Config.Targets.All(t => t.Id != id)) return Results.NotFound();

        var results = await desk.Archive.ProbesAsync(id, desk.Now.AddHours(-24), 120, ct);
        return Results.Json(results.Reverse().Select(r => new TimingPoint(
            r.At.ToUnixTimeMilliseconds(), r.State == ProbeState.Down, r.Timings?.Dns, r.Timings?.Connect, r.Timings?.Tls, r.Timings?.FirstByte, r.Timings?.Body)));
    }

    private static async Task<IResult> Timeline(HttpContext context, string id, Desk desk, CancellationToken ct)
    {
        if (await desk.Archive.StoryAsync(id, ct) is { } story && !Permissions.Sees(context.User, story)) return Refusals.Forbidden();
        var posts = await desk.Archive.SearchAsync(new PostQuery { StoryId = id, Limit = 500 }, ct);
        return Results.Json(posts.GroupBy(p => p.Platform).Select(g => new SpreadLine(
            Board.Markup.Terms.Of(g.Key), [.. g.Select(p => p.Published.ToUnixTimeMilliseconds()).Order()])));
    }

    private static DateTimeOffset Floor(DateTimeOffset at, TimeSpan step) => new(at.UtcTicks - (at.UtcTicks % step.Ticks), TimeSpan.Zero);
}

internal sealed record CurvePoint(long At, int Posts, int Negative, int Positive, int HighRisk);

internal sealed record FailureMark(long At, string Target, int Count);

internal sealed record Curve(IReadOnlyList<CurvePoint> Points, IReadOnlyList<FailureMark> Failures);

/// <summary>Milliseconds per phase; null where the phase did not happen.</summary>
internal sealed record TimingPoint(long At, bool Failed, double? Dns, double? Connect, double? Tls, double? FirstByte, double? Body);

/// <summary>When each post of a story appeared on one platform, oldest first.</summary>
internal sealed record SpreadLine(string Platform, IReadOnlyList<long> Times);
