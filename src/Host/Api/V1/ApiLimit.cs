using System.Threading.RateLimiting;

namespace Monitor.Host.Api.V1;

/// <summary>Requests a minute of each key. Asked behind authorization, where it is known whose they are; without a key there is nothing to count.</summary>
internal sealed class ApiLimit : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = ApiV1.MostAMinute, Window = TimeSpan.FromMinutes(1) }));

    public static async ValueTask<object?> CheckAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        using var lease = http.RequestServices.GetRequiredService<ApiLimit>()._limiter.AttemptAcquire(http.User.Identity?.Name ?? "");
        if (lease.IsAcquired) return await next(context);
        http.Response.Headers.RetryAfter = "60";
        return ApiProblem.Of(StatusCodes.Status429TooManyRequests, $"more than {ApiV1.MostAMinute} requests a minute with this key");
    }

    public void Dispose() => _limiter.Dispose();
}
