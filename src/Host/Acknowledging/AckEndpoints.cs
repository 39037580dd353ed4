using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.RateLimiting;

namespace Monitor.Host.Acknowledging;

/// <summary>
/// The one action that needs no sign-in: the link is the right to it. No cookie is read, so there is no form to forge; who guesses is slowed down.
/// </summary>
internal static class AckEndpoints
{
    public const int MostAMinute = 60;
    private const int MostBody = 4096;
    private const string Slow = "acknowledge-by-link";

    public static void AddAcknowledging(this IServiceCollection services)
    {
        services.AddSingleton<AckDesk>();
        services.AddRateLimiter(o => o.AddPolicy<IPAddress, ByAddress>(Slow));
    }

    public static void MapAcknowledging(this WebApplication app)
    {
        var pages = app.MapGroup("/" + LinkMaker.Path).AllowAnonymous().RequireRateLimiting(Slow);
        pages.MapMethods("/{token}", [HttpMethods.Get, HttpMethods.Head], (string token, AckDesk desk, CancellationToken ct) => desk.ShowAsync(token, ct));
        pages.MapPost("/{token}", async (HttpContext context, string token, AckDesk desk, CancellationToken ct) =>
        {
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = MostBody;
            var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(ct) : FormCollection.Empty;
            return await desk.ActAsync(token, form["who"], ct);
        });
    }

    private sealed class ByAddress : IRateLimiterPolicy<IPAddress>
    {
        public Func<OnRejectedContext, CancellationToken, ValueTask> OnRejected => async (refused, _) =>
        {
            refused.HttpContext.Response.Headers.RetryAfter = "60";
            await AckPage.Busy().ExecuteAsync(refused.HttpContext);
        };

        // Behind a proxy that is not named in board.proxies all come from one address and share the bucket: still far more than people need.
        public RateLimitPartition<IPAddress> GetPartition(HttpContext httpContext) => RateLimitPartition.GetFixedWindowLimiter(
            httpContext.Connection.RemoteIpAddress ?? IPAddress.None, _ => new FixedWindowRateLimiterOptions { PermitLimit = MostAMinute, Window = TimeSpan.FromMinutes(1) });
    }
}
