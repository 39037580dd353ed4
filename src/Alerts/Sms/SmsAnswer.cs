using System.Globalization;
using Monitor.Alerts.Answers;
using Monitor.Core.Alerts;

namespace Monitor.Alerts.Sms;

/// <summary>What a gateway said, by the operator's description of its success.</summary>
internal static class SmsAnswer
{
    public static Receipt Read(SmsOptions options, HttpResponseMessage response, string body, IReadOnlyList<string> secrets, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        var detail = string.Create(CultureInfo.InvariantCulture, $"{status} {Answer.Clean(body, secrets)}").TrimEnd();
        var value = options.SuccessPath is { Length: > 0 } path ? JsonAt.Value(body, path) : null;
        if (value is not null && options.PermanentValues.Contains(value)) return new Receipt(DeliveryOutcome.Permanent, detail);
        if (!options.SuccessStatus.Contains(status))
            return response.IsSuccessStatusCode ? new Receipt(DeliveryOutcome.RetryLater, detail) : HttpClass.Of(response, detail, now);
        var said = (options.SuccessPath is not { Length: > 0 } || (value is not null && options.SuccessValues.Contains(value)))
            && (options.SuccessText is not { Length: > 0 } text || body.Contains(text, StringComparison.Ordinal));
        return new Receipt(said ? DeliveryOutcome.Delivered : DeliveryOutcome.RetryLater, detail);
    }
}
