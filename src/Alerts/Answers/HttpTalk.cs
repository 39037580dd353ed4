using System.Text;
using Monitor.Core.Alerts;

namespace Monitor.Alerts.Answers;

/// <summary>One request of a channel that speaks HTTP, ended by its own limit; what the network does becomes a receipt without the address.</summary>
internal static class HttpTalk
{
    private const int MostBytes = 64 * 1024;

    /// <param name="http">Must not follow redirects.</param>
    /// <param name="request">Disposed here.</param>
    /// <param name="timeout">Limit of request and answer together.</param>
    /// <param name="time">Clock of the limit.</param>
    /// <param name="read">Turns the answer and its text, cut at 64 KiB, into a receipt.</param>
    /// <param name="ct">The outbox's own limit.</param>
    public static async Task<Receipt> AskAsync(
        HttpClient http, HttpRequestMessage request, TimeSpan timeout, TimeProvider time, Func<HttpResponseMessage, string, Receipt> read, CancellationToken ct)
    {
        using var sent = request;
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            using var response = await http.SendAsync(sent, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return read(response, await BodyAsync(response, either.Token));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // The exception's own text may hold the address with its token.
            return new Receipt(DeliveryOutcome.RetryLater, "not reachable: " + (e is HttpRequestException h ? h.HttpRequestError.ToString() : "connection lost"));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return new Receipt(DeliveryOutcome.RetryLater, $"no answer within {timeout.TotalSeconds:0} s");
        }
    }

    private static async Task<string> BodyAsync(HttpResponseMessage response, CancellationToken ct)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        var buffer = new byte[MostBytes];
        var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return Encoding.UTF8.GetString(buffer, 0, read);
    }
}
