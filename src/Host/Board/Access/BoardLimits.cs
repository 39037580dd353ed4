using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Monitor.Host.Configuration;

namespace Monitor.Host.Board.Access;

/// <summary>Limits in requests a minute: of one person (else one address) for everything, and of one address for passwords and codes.</summary>
internal static class BoardLimits
{
    public const string SignIn = "sign-in";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static void Add(IServiceCollection services) => services.AddRateLimiter(o =>
    {
        o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        o.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(General);
        o.AddPolicy(SignIn, Guesses);
        o.OnRejected = async (refused, _) =>
        {
            var context = refused.HttpContext;
            var wait = refused.Lease.TryGetMetadata(MetadataName.RetryAfter, out var left) ? left : Minute;
            context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            await (context.Request.Path.StartsWithSegments("/api") ? Results.StatusCode(StatusCodes.Status429TooManyRequests) : Refusals.TooMany()).ExecuteAsync(context);
        };
    });

    private static RateLimitPartition<string> General(HttpContext context)
    {
        // What has its own limit, our own files and what a supervisor asks are not counted.
        var endpoint = context.GetEndpoint();
        if (endpoint is null || endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>() is not null || context.Request.Path.StartsWithSegments("/assets")
            || context.Request.Path == "/healthz" || context.Request.Path == "/readyz") return RateLimitPartition.GetNoLimiter("");
        var who = context.User.Identity is { IsAuthenticated: true, Name: { } name } ? "person " + name : "address " + Address(context);
        var most = Of(context).Requests;
        return RateLimitPartition.GetSlidingWindowLimiter(who, _ => new SlidingWindowRateLimiterOptions { PermitLimit = most, Window = Minute, SegmentsPerWindow = 6 });
    }

    private static RateLimitPartition<string> Guesses(HttpContext context)
    {
        // To look at the form is not a guess.
        if (!HttpMethods.IsPost(context.Request.Method)) return RateLimitPartition.GetNoLimiter("");
        var most = Of(context).SignIns;
        return RateLimitPartition.GetFixedWindowLimiter(Address(context), _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = Minute });
    }

    /// <summary>Whoever has an IPv6 network has all its addresses: a /64 counts as one.</summary>
    private static string Address(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.GetAddressBytes() is { Length: 16 } bytes ? Convert.ToHexString(bytes.AsSpan(0, 8)) : address.ToString();
    }

    private static LimitsConfig Of(HttpContext context) => context.RequestServices.GetRequiredService<ICurrentConfig>().Current.Board.Limits;
}
