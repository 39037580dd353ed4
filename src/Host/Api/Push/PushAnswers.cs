using System.Text.Encodings.Web;
using System.Text.Json;
using Monitor.Collectors.Push;
using Monitor.Core.Posts;
using Monitor.Host.Scheduling;

namespace Monitor.Host.Api.Push;

/// <summary>What a sender is told.</summary>
internal static class PushAnswers
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>200 when all was taken, 207 when some was, 400 when nothing was.</summary>
    public static (int Status, string Body) Of(PushBody body, IntakeResult taken)
    {
        var places = body.Posts.ToDictionary<(int Index, RawPost Post), object, int>(p => p.Post, p => p.Index, ReferenceEqualityComparer.Instance);
        var errors = body.Errors.Concat(taken.Lost.Select(l => new PushError(places[l.Entry], "internal", "could not be worked on here; send it again")))
            .OrderBy(e => e.Index).ToList();
        var accepted = body.Posts.Count - taken.Lost.Count;
        var status = errors.Count == 0 ? StatusCodes.Status200OK : accepted > 0 ? StatusCodes.Status207MultiStatus : StatusCodes.Status400BadRequest;
        var answer = new { accepted, fresh = taken.Fresh.Count, known = taken.Seen.Count, edited = taken.Edits.Count, gone = taken.Gone.Count, errors };
        return (status, JsonSerializer.Serialize(answer, Written));
    }

    public static IResult Json(int status, string body) => Results.Content(body, "application/json; charset=utf-8", statusCode: status);

    public static IResult Refusal(int status, string code, string reason) => Json(status, JsonSerializer.Serialize(new { code, reason }, Written));
}
