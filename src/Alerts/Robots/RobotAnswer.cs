using System.Globalization;
using System.Text.Json;
using Monitor.Alerts.Answers;
using Monitor.Core.Alerts;

namespace Monitor.Alerts.Robots;

/// <summary>
/// Robots answer HTTP 200 and say no in the body, or HTTP 400 and mean "later": the code in the body is the answer. Without one, not even
/// 200 is delivery, for a proxy's log-in page answers so too.
/// </summary>
internal static class RobotAnswer
{
    private static readonly string[] Codes = ["errcode", "code", "StatusCode"];
    private static readonly string[] Messages = ["errmsg", "msg", "StatusMessage"];

    public static Receipt Read(HttpResponseMessage response, string body, IReadOnlyList<string> secrets, IRobotSpeech speech, DateTimeOffset now)
    {
        if (Parse(body) is not { } answer) return WithoutCode(response, body, secrets, now);
        var meaning = speech.Meaning(answer.Code, answer.Message);
        var detail = string.Create(CultureInfo.InvariantCulture, $"{answer.Code} {Answer.Clean(answer.Message, secrets)}").TrimEnd();
        if (meaning is null) return new Receipt(DeliveryOutcome.RetryLater, detail + "（未收录的错误码）");
        return new Receipt(meaning.Outcome, meaning.Hint.Length == 0 ? detail : $"{detail}（{meaning.Hint}）", Reset(response) ?? meaning.Wait);
    }

    private static Receipt WithoutCode(HttpResponseMessage response, string body, IReadOnlyList<string> secrets, DateTimeOffset now)
    {
        var detail = string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)response.StatusCode} {Answer.Clean(body, secrets)}").TrimEnd();
        return response.IsSuccessStatusCode ? new Receipt(DeliveryOutcome.RetryLater, "no code in the answer: " + detail) : HttpClass.Of(response, detail, now);
    }

    private static (long Code, string Message)? Parse(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return null;
            var code = Codes.Select(n => json.RootElement.TryGetProperty(n, out var v) ? Number(v) : null).FirstOrDefault(v => v is not null);
            var message = Messages.Select(n => json.RootElement.TryGetProperty(n, out var v) ? v.ToString() : null).FirstOrDefault(v => v is not null);
            return code is { } c ? (c, message ?? "") : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static long? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt64(out var n) => n,
        JsonValueKind.String when long.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) => n,
        _ => null,
    };

    /// <summary>Seconds until a Feishu gateway counts anew; an hour at most is believed.</summary>
    private static TimeSpan? Reset(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-ogw-ratelimit-reset", out var values) && int.TryParse(values.FirstOrDefault(), CultureInfo.InvariantCulture, out var s) && s >= 0
            ? TimeSpan.FromSeconds(Math.Min(s, 3600)) : null;
}
