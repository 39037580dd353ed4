using System.Net;
using System.Text.Json;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.RateLimiting;
using Monitor.Storage;

namespace Monitor.Host.Vantages;

/// <summary>Where vantage points send what they saw. The key is the right to it; no cookie is read.</summary>
internal static class VantageEndpoints
{
    public const string Route = "/api/v1/probes";
    public const int MostBytes = 4 * 1024 * 1024;
    private const int MostAMinute = 300;
    private const string Slow = "vantages";

    public static void AddVantages(this IServiceCollection services)
    {
        services.AddSingleton<VantageDoor>().AddSingleton<VantageDesk>();
        services.AddRateLimiter(o => o.AddPolicy<IPAddress>(Slow, context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress ?? IPAddress.None, _ => new FixedWindowRateLimiterOptions { PermitLimit = MostAMinute, Window = TimeSpan.FromMinutes(1) })));
    }

    public static void MapVantages(this WebApplication app) => app.MapPost(Route, TakeAsync).AllowAnonymous().RequireRateLimiting(Slow)
        .WithName("reportProbes").WithTags("intake").WithSummary("Takes results of a vantage point; `monitor run --role probe` sends them.").Produces(200).Produces(207).Produces(400).Produces(401).Produces(413).Produces(503);

    private static async Task<IResult> TakeAsync(HttpContext context, VantageDoor door, ILogger<VantageDesk> log, CancellationToken ct)
    {
        if (door.Enter(context.Request.Headers.Authorization) is not { } point)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Refusal(StatusCodes.Status401Unauthorized, "refused", "no vantage point has this key");
        }

        if (context.Request.ContentLength is null or > MostBytes) return Refusal(StatusCodes.Status413PayloadTooLarge, "too-large", $"expected Content-Length, at most {MostBytes}");
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = MostBytes;
        using var body = new MemoryStream((int)context.Request.ContentLength);
        await context.Request.Body.CopyToAsync(body, ct);
        try
        {
            var (accepted, errors) = await context.RequestServices.GetRequiredService<VantageDesk>().TakeAsync(point, body.GetBuffer().AsMemory(0, (int)body.Length), ct);
            return Results.Json(new { accepted, errors }, statusCode: errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status207MultiStatus);
        }
        catch (JsonException e)
        {
            return Refusal(StatusCodes.Status400BadRequest, "not-json", e.Message);
        }
        catch (StoreException e)
        {
            log.LogError(e, "A report of vantage point {Vantage} could not be stored; it is asked to try again", point.Id);
            context.Response.Headers.RetryAfter = "10";
            return Refusal(StatusCodes.Status503ServiceUnavailable, "not-stored", "nothing was stored; send it again");
        }
    }

    private static IResult Refusal(int status, string code, string reason) => Results.Json(new { code, reason }, statusCode: status);
}
