using Monitor.Host.Board.Acts;

namespace Monitor.Host.Api.V1;

/// <summary>What a program is told when something cannot be done: problem details of RFC 9457.</summary>
internal static class ApiProblem
{
    public static IResult Of(int status, string detail) => Results.Problem(detail, statusCode: status);

    public static IResult NotFound(string what) => Of(StatusCodes.Status404NotFound, $"there is no such {what}, or it is past its time");

    public static IResult Forbidden() => Of(StatusCodes.Status403Forbidden, "this key's role may not see or do this");

    public static IResult Bad(string detail) => Of(StatusCodes.Status400BadRequest, detail);

    /// <summary>The refusal of an act; null when it was done.</summary>
    public static IResult? Of(ActEnd end) => end.Refusal switch
    {
        null => null,
        StatusCodes.Status403Forbidden => Forbidden(),
        StatusCodes.Status404NotFound => NotFound("thing"),
        { } status => Of(status, end.Why),
    };

    /// <summary>For answers that have a status and nothing to read yet.</summary>
    public static string Words(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "a parameter or the body is not as the document says",
        StatusCodes.Status401Unauthorized => "expected the header Authorization: Bearer, with an API key in force",
        StatusCodes.Status403Forbidden => "this key's role may not see or do this",
        StatusCodes.Status404NotFound => "there is nothing here",
        StatusCodes.Status405MethodNotAllowed => "this address takes another method",
        StatusCodes.Status415UnsupportedMediaType => "expected Content-Type: application/json",
        StatusCodes.Status503ServiceUnavailable => "the store does not answer; try again",
        _ => "this could not be done",
    };
}
