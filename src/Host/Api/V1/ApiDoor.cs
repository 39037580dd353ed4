using Monitor.Storage;

namespace Monitor.Host.Api.V1;

/// <summary>Whatever refuses a request to the API, the answer is one a program can read.</summary>
internal static class ApiDoor
{
    public static async Task Apply(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments(ApiV1.Root))
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = e.StatusCode;
        }
        catch (StoreException e) when (!context.Response.HasStarted)
        {
            context.RequestServices.GetRequiredService<ILogger<Listing>>().LogError(e, "A request to the API could not be answered");
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "10";
        }

        var response = context.Response;
        if (response.HasStarted || response.StatusCode < StatusCodes.Status400BadRequest || response.ContentType is not null) return;
        await ApiProblem.Of(response.StatusCode, ApiProblem.Words(response.StatusCode)).ExecuteAsync(context);
    }

    /// <summary>Names the log lines.</summary>
    private sealed class Listing;
}
