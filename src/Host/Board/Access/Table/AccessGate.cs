using Monitor.Host.Api.V1;

namespace Monitor.Host.Board.Access.Table;

/// <summary>Holds every request to the table, behind the endpoints' own policies: an endpoint nobody has written down lets nobody in.</summary>
internal static class AccessGate
{
    public static Task Apply(HttpContext context, RequestDelegate next)
    {
        // Without an endpoint there is nothing to enter, and the fallback policy has already asked who it is.
        if (context.GetEndpoint() is not RouteEndpoint endpoint) return next(context);
        var line = AccessTable.Find(context.Request.Method, AccessTable.RouteOf(endpoint));
        if (line?.Admits(Callers.Of(context.User)) == true) return next(context);
        if (!context.Request.Path.StartsWithSegments(ApiV1.Root)) return Refusals.Forbidden().ExecuteAsync(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
