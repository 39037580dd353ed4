using System.Net;
using Monitor.Core.Alerts;

namespace Monitor.Alerts.Answers;

/// <summary>What an HTTP status other than success means for a notice (RFC 9110).</summary>
internal static class HttpClass
{
    /// <summary>A receiver's wish to wait longer than this is not believed: the notice would outlive its sense.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <param name="response">Its status is not 2xx.</param>
    /// <param name="detail">What to keep of the answer, already clean.</param>
    /// <param name="now">For a Retry-After given as a date (RFC 9110, 10.2.3).</param>
    public static Receipt Of(HttpResponseMessage response, string detail, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        if (status is >= 300 and < 400)
            return new Receipt(DeliveryOutcome.Permanent, $"{status} redirects are not followed: a signed notice goes only to the address in the config");
        var retry = response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or (HttpStatusCode)425 || status >= 500;
        return new Receipt(retry ? DeliveryOutcome.RetryLater : DeliveryOutcome.Permanent, detail, retry ? Wait(response, now) : null);
    }

    private static TimeSpan? Wait(HttpResponseMessage response, DateTimeOffset now)
    {
        if (response.Headers.RetryAfter is not { } asked || (asked.Delta ?? asked.Date - now) is not { } wait) return null;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
    }
}
