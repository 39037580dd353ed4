using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Text;

namespace Monitor.Alerts.Webhook;

/// <summary>
/// Posts the notice as JSON. With a secret, <c>X-Monitor-Signature: v1=</c> is the hex HMAC-SHA-256 of <c>timestamp.body</c>.
/// HTTP 200 alone is not delivery: a JSON body whose errcode or code is not zero says no.
/// </summary>
internal sealed class WebhookNotifier(WebhookOptions options, HttpClient http, TimeProvider time) : INotifier
{
    private const int MostBytes = 64 * 1024;
    private static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<Receipt> SendAsync(Notice notice, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(options.Timeout);
        try
        {
            using var request = Request(notice);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return Classify(response, await BodyAsync(response, limit.Token));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // The exception's own text may hold the address with its token.
            return new Receipt(DeliveryOutcome.RetryLater, "not reachable: " + (e is HttpRequestException h ? h.HttpRequestError.ToString() : "connection lost"));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Receipt(DeliveryOutcome.RetryLater, $"no answer within {options.Timeout.TotalSeconds:0} s");
        }
    }

    private HttpRequestMessage Request(Notice notice)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            id = notice.Id,
            alertId = notice.AlertId,
            kind = notice.Kind.ToString().ToLowerInvariant(),
            level = notice.Level.ToString().ToLowerInvariant(),
            subject = notice.Subject,
            text = notice.Text,
            createdAt = notice.CreatedAt,
            attempt = notice.Attempts,
        }, Writing);
        var request = new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        var stamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add("X-Monitor-Id", notice.Id);
        request.Headers.Add("X-Monitor-Timestamp", stamp);
        if (options.Secret is { } secret) request.Headers.Add("X-Monitor-Signature", WebhookSignature.Of(secret.Reveal(), stamp, body));
        return request;
    }

    private Receipt Classify(HttpResponseMessage response, string body)
    {
        var status = (int)response.StatusCode;
        var detail = $"{status} {body.CutTo(300)}";
        if (response.IsSuccessStatusCode) return new Receipt(SaysNo(body) ? DeliveryOutcome.RetryLater : DeliveryOutcome.Delivered, detail);
        var retry = response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || status >= 500;
        var after = response.Headers.RetryAfter is { } r ? r.Delta ?? r.Date - time.GetUtcNow() : null;
        return new Receipt(retry ? DeliveryOutcome.RetryLater : DeliveryOutcome.Permanent, detail, retry ? after : null);
    }

    private static bool SaysNo(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && new[] { "errcode", "code" }.Any(name =>
                document.RootElement.TryGetProperty(name, out var code) && code.ValueKind == JsonValueKind.Number && code.GetRawText() is not ("0" or "200"));
        }
        catch (JsonException)
        {
            return false;
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
