using System.Globalization;
using System.Text.Json;
using Monitor.Alerts.Answers;
using Monitor.Core.Alerts;

namespace Monitor.Alerts.Webhook;

/// <summary>
/// What a receiver truly said. HTTP 200 alone is not delivery: robots and gateways answer 200 with an error code in the body.
/// </summary>
internal static class WebhookAnswer
{
    private static readonly string[] CodeNames = ["errcode", "code", "StatusCode"];

    /// <param name="response">Status and headers; redirects are not followed, so 3xx arrives here.</param>
    /// <param name="body">Text of the answer, possibly cut.</param>
    /// <param name="secrets">What must not be stored, should the receiver echo it.</param>
    /// <param name="now">For a Retry-After given as a date (RFC 9110, 10.2.3).</param>
    internal static Receipt Read(HttpResponseMessage response, string body, IEnumerable<string> secrets, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        var detail = string.Create(CultureInfo.InvariantCulture, $"{status} {Answer.Clean(body, secrets)}").TrimEnd();
        if (status is >= 200 and < 300)
            return new Receipt(Refusal(body) is null ? DeliveryOutcome.Delivered : DeliveryOutcome.RetryLater, detail);
        return HttpClass.Of(response, detail, now);
    }

    /// <summary>The error code of a JSON body that says no, or null. Codes come as numbers and as strings, success as 0, 200 or a word.</summary>
    private static string? Refusal(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return null;
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (CodeNames.Contains(property.Name, StringComparer.OrdinalIgnoreCase) && !IsSuccess(property.Value)) return property.Value.ToString();
                if (property.Name.Equals("success", StringComparison.OrdinalIgnoreCase) && property.Value.ValueKind == JsonValueKind.False) return "false";
            }

            return null;
        }
        catch (JsonException)
        {
            // Receivers answer "ok" or a page as they like; only a JSON body can carry a code.
            return null;
        }
    }

    private static bool IsSuccess(JsonElement code) => code.ValueKind switch
    {
        JsonValueKind.Number => code.TryGetDecimal(out var n) && n is 0 or 200,
        JsonValueKind.String => code.GetString()!.Trim().ToUpperInvariant() is "0" or "200" or "" or "OK" or "SUCCESS",
        JsonValueKind.Null or JsonValueKind.True => true,
        _ => false,
    };
}
