using System.ComponentModel;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Monitor.Host.Telemetry;

namespace Monitor.Host.Api.Push;

/// <summary>
/// Where other systems send posts. The key is the right to it and no cookie is read, so there is nothing to forge; who guesses or floods is slowed down.
/// </summary>
internal static class PushEndpoints
{
    public const string Route = "/api/v1/posts/{id}";
    public const int MostAMinute = 300;
    private const string Slow = "push";

    public static void AddPush(this IServiceCollection services)
    {
        services.AddSingleton<Counted>().AddSingleton<PushDoor>().AddSingleton<PushDesk>();
        services.AddRateLimiter(o => o.AddPolicy<IPAddress, ByAddress>(Slow));
    }

    public static void MapPush(this WebApplication app) =>
        app.MapPost(Route, TakeAsync).AllowAnonymous().RequireRateLimiting(Slow)
            .WithName("pushPosts").WithTags("intake").WithSummary("Takes posts for a source of kind push; docs/intake.md describes body and answers.")
            .Produces(200).Produces(207).Produces(400).Produces(401).Produces(403).Produces(413).Produces(415).Produces(422).Produces(429).Produces(503);

    private static async Task<IResult> TakeAsync(HttpContext context, [FromRoute(Name = "id"), Description("Of the source.")] string source, CancellationToken ct)
    {
        var entry = context.RequestServices.GetRequiredService<PushDoor>().Enter(source, context.Request.Headers.Authorization);
        if (entry.Source is not null) return await context.RequestServices.GetRequiredService<PushDesk>().TakeAsync(context, entry.Source, entry.Options!, ct);
        if (entry.Refusal == StatusCodes.Status401Unauthorized) context.Response.Headers.WWWAuthenticate = "Bearer";
        return PushAnswers.Refusal(entry.Refusal, "refused", "no right to send here");
    }

    private sealed class ByAddress : IRateLimiterPolicy<IPAddress>
    {
        public Func<OnRejectedContext, CancellationToken, ValueTask> OnRejected => async (refused, _) =>
        {
            refused.HttpContext.Response.Headers.RetryAfter = "60";
            await PushAnswers.Refusal(StatusCodes.Status429TooManyRequests, "too-many", $"more than {MostAMinute} requests a minute").ExecuteAsync(refused.HttpContext);
        };

        public RateLimitPartition<IPAddress> GetPartition(HttpContext httpContext) => RateLimitPartition.GetFixedWindowLimiter(
            httpContext.Connection.RemoteIpAddress ?? IPAddress.None, _ => new FixedWindowRateLimiterOptions { PermitLimit = MostAMinute, Window = TimeSpan.FromMinutes(1) });
    }
}
