using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Monitor.Collectors.Probes.Heartbeat;
using Monitor.Core.Contracts;
using Monitor.Host.Api.Push;
using Monitor.Storage;

namespace Monitor.Host.Api.Beat;

/// <summary>Where jobs report in. The token is the right to it and stands in a header, where no log of addresses keeps it; who guesses or floods is slowed down.</summary>
internal static class BeatEndpoints
{
    public const string Route = "/api/beat/{target}";
    public const int MostAMinute = 600;
    public const int MostBytes = 4096;
    private const string Slow = "beat";

    public static void AddBeats(this IServiceCollection services)
    {
        services.AddSingleton<BeatDoor>();
        services.AddRateLimiter(o => o.AddPolicy<IPAddress, ByAddress>(Slow));
    }

    public static void MapBeats(this WebApplication app) =>
        app.MapMethods(Route, [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post], TakeAsync).AllowAnonymous().RequireRateLimiting(Slow);

    private static async Task<IResult> TakeAsync(HttpContext context, string target, CancellationToken ct)
    {
        var services = context.RequestServices;
        if (services.GetRequiredService<BeatDoor>().Enter(target, context.Request.Headers.Authorization) is not { } entered)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return PushAnswers.Refusal(StatusCodes.Status401Unauthorized, "refused", "no right to report here");
        }

        if (await ReadAsync(context.Request, ct) is not { } body) return PushAnswers.Refusal(StatusCodes.Status413PayloadTooLarge, "too-large", $"more than {MostBytes} bytes");
        var (beat, fault) = BeatReading.Read(body, context.Request.Query["status"], services.GetRequiredService<TimeProvider>().GetUtcNow());
        if (beat is null) return PushAnswers.Refusal(StatusCodes.Status400BadRequest, "not-readable", fault!);
        try
        {
            await new BeatBook(services.GetRequiredService<IProbeMemory>()).NoteAsync(entered.Id, beat, ct);
        }
        catch (StoreException)
        {
            context.Response.Headers.RetryAfter = "30";
            return PushAnswers.Refusal(StatusCodes.Status503ServiceUnavailable, "not-stored", "the report was not stored; send it again");
        }

        return Results.NoContent();
    }

    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        var buffer = new byte[MostBytes + 1];
        var read = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return read <= MostBytes ? buffer[..read] : null;
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
