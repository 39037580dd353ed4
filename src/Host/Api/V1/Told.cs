namespace Monitor.Host.Api.V1;

/// <summary>What the document says of an endpoint beyond what its code shows.</summary>
internal static class Told
{
    /// <summary>A read of one thing or a listing, with the refusals every read can have.</summary>
    public static RouteHandlerBuilder Gives<T>(this RouteHandlerBuilder endpoint, string name, string tag, string summary, params int[] refusals) =>
        Refuses(endpoint.WithName(name).WithTags(tag).WithSummary(summary).Produces<T>(), [StatusCodes.Status401Unauthorized, StatusCodes.Status429TooManyRequests, .. refusals]);

    /// <summary>An example of the answer, or, with status 0, of the body.</summary>
    public static RouteHandlerBuilder Example(this RouteHandlerBuilder endpoint, int status, object value) => endpoint.WithMetadata(new ApiExample(status, value));

    private static RouteHandlerBuilder Refuses(RouteHandlerBuilder endpoint, IEnumerable<int> statuses)
    {
        foreach (var status in statuses.Distinct().Order()) endpoint.ProducesProblem(status);
        return endpoint;
    }
}

internal sealed record ApiExample(int Status, object Value);
