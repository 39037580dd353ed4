using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Features;

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
        services.AddRateLimiter(o =>
        {
            // Behind a proxy all come from one address and share the bucket: still far more than people need.
            o.AddPolicy(Slow, context => RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress ?? IPAddress.None, _ => new FixedWindowRateLimiterOptions { PermitLimit = MostAMinute, Window = TimeSpan.FromMinutes(1) }));
            o.OnRejected = async (refused, _) =>
            {
                refused.HttpContext.Response.Headers.RetryAfter = "60";
                await AckPage.Busy().ExecuteAsync(refused.HttpContext);
            };
        });
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
}
