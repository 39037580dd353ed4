using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Host.Board;
using Monitor.Host.Board.Access;

namespace Monitor.Host.Api;

/// <summary>The numbers behind the charts. Times are milliseconds since 1970 UTC.</summary>
internal static class ChartApi
{
    private const string BurstKind = "burst";
    private const string MoodKind = "sentiment-shift";
    private const int MostAlerts = 500;

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

        return Results.Json(new Curve(points, await FailuresAsync(desk, from, until, bucket, ct), await BurstsAsync(desk, from, until, ct)));
    }

    /// <summary>One mark per target and bucket, from the roll-ups: a long outage would otherwise hide the curve.</summary>
    private static async Task<IReadOnlyList<FailureMark>> FailuresAsync(Desk desk, DateTimeOffset from, DateTimeOffset until, TimeSpan bucket, CancellationToken ct)
    {
        var names = desk.Config.Targets.Where(t => t.Enabled).ToDictionary(t => t.Id, t => t.Name, StringComparer.Ordinal);
        var curve = await desk.Archive.ProbeCurveAsync(null, from, until, bucket, ct);
        return [.. curve.Where(b => b.Down > 0 && names.ContainsKey(b.TargetId)).Select(b => new FailureMark(b.At.ToUnixTimeMilliseconds(), names[b.TargetId], b.Down)).OrderBy(m => m.At)];
    }

    /// <summary>Stretches in which the judge saw more posts, or a worse mood, than is usual. Restricted alerts are nobody's mark.</summary>
    private static async Task<IReadOnlyList<BurstArea>> BurstsAsync(Desk desk, DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        var alerts = await desk.Ledger.AlertsAsync(from, MostAlerts, ct);
        return
        [
            .. alerts.Where(a => !a.Restricted && a.Kind is BurstKind or MoodKind && (a.ResolvedAt ?? until) > from)
                .Select(a => new BurstArea(Later(a.Since, from).ToUnixTimeMilliseconds(), (a.ResolvedAt ?? until).ToUnixTimeMilliseconds(), a.Kind == MoodKind, a.Topic is null ? null : Board.Markup.Terms.Of(a.Topic)))
                .OrderBy(b => b.From),
        ];
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static async Task<IResult> Timings(string id, Desk desk, CancellationToken ct)
    {
        if (desk.Config.Targets.All(t => t.Id != id)) return Results.NotFound();

        var results = await desk.Archive.ProbesAsync(id, desk.Now.AddHours(-24), 120, ct);
        return Results.Json(results.Reverse().Select(r => new TimingPoint(
            r.At.ToUnixTimeMilliseconds(), r.State == ProbeState.Down, r.Timings?.Dns, r.Timings?.Connect, r.Timings?.Tls, r.Timings?.FirstByte, r.Timings?.Body)));
    }

    private static async Task<IResult> Timeline(HttpContext context, string id, Desk desk, CancellationToken ct)
    {
        if (await desk.Archive.StoryAsync(id, ct) is { } story && !Permissions.Sees(context.User, story)) return Results.Forbid();
        var posts = await desk.Archive.SearchAsync(new PostQuery { StoryId = id, Limit = 500 }, ct);
        return Results.Json(posts.GroupBy(p => p.Platform).Select(g => new SpreadLine(
            Board.Markup.Terms.Of(g.Key), [.. g.Select(p => p.Published.ToUnixTimeMilliseconds()).Order()])));
    }

    private static DateTimeOffset Floor(DateTimeOffset at, TimeSpan step) => new(at.UtcTicks - (at.UtcTicks % step.Ticks), TimeSpan.Zero);
}

internal sealed record CurvePoint(long At, int Posts, int Negative, int Positive, int HighRisk);

internal sealed record FailureMark(long At, string Target, int Count);

/// <summary>From when until when; of mood or of number; the topic in words.</summary>
internal sealed record BurstArea(long From, long Until, bool Mood, string? Topic);

internal sealed record Curve(IReadOnlyList<CurvePoint> Points, IReadOnlyList<FailureMark> Failures, IReadOnlyList<BurstArea> Bursts);

/// <summary>Milliseconds per phase; null where the phase did not happen.</summary>
internal sealed record TimingPoint(long At, bool Failed, double? Dns, double? Connect, double? Tls, double? FirstByte, double? Body);

/// <summary>When each post of a story appeared on one platform, oldest first.</summary>
internal sealed record SpreadLine(string Platform, IReadOnlyList<long> Times);
