namespace Monitor.Host.Board.Access.Table;

/// <summary>Holds every request to the table, behind the endpoints' own policies: an endpoint nobody has written down lets nobody in.</summary>
internal static class AccessGate
{
    public static Task Apply(HttpContext context, RequestDelegate next)
    {
        // Without an endpoint there is nothing to enter, and the fallback policy has already asked who it is.
        if (context.GetEndpoint() is not RouteEndpoint endpoint) return next(context);
        var line = AccessTable.Find(context.Request.Method, AccessTable.RouteOf(endpoint));
        return line?.Admits(Callers.Of(context.User)) == true ? next(context) : Refusals.Forbidden().ExecuteAsync(context);
    }
}
