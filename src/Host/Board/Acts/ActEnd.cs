using Monitor.Host.Board.Access;

namespace Monitor.Host.Board.Acts;

/// <summary>How a person's or program's act ended, in the operator's words where it did not; pages and API both answer from this.</summary>
/// <param name="Refusal">HTTP status of the refusal; null when it was done.</param>
internal sealed record ActEnd(int? Refusal, string Why = "")
{
    public static readonly ActEnd Done = new((int?)null);

    public static readonly ActEnd Forbidden = new(StatusCodes.Status403Forbidden, "您的角色不能执行此操作。");

    public static ActEnd NotFound(string what) => new(StatusCodes.Status404NotFound, what);

    public static ActEnd BadInput(string why) => new(StatusCodes.Status400BadRequest, why);

    public static ActEnd Conflict(string why) => new(StatusCodes.Status409Conflict, why);

    /// <summary>As a page: the way on when it was done.</summary>
    public IResult Page(string to) => Refusal switch
    {
        null => Results.LocalRedirect(to),
        StatusCodes.Status403Forbidden => Refusals.Forbidden(),
        StatusCodes.Status404NotFound => Refusals.NotFound(Why),
        StatusCodes.Status409Conflict => Refusals.Conflict(Why),
        _ => Refusals.BadForm(),
    };
}
