using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;

namespace Monitor.Alerts.Webhook;

/// <summary>
/// Posts the notice as JSON. With a secret, <c>X-Monitor-Signature: v1=</c> is the hex HMAC-SHA-256 of <c>timestamp.body</c>.
/// The client must not follow redirects.
/// </summary>
internal sealed class WebhookNotifier(WebhookOptions options, HttpClient http, TimeProvider time) : INotifier
{
    private const int MostBytes = 64 * 1024;

    /// <summary>Shorter values of an address are words, and masking them would eat the answer.</summary>
    private const int ShortestSecret = 8;

    private static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly IReadOnlyList<string> _secrets = [.. Secrets(options)];

    /// <summary>A little more than its own limit, which can name itself.</summary>
    public TimeSpan Limit => options.Timeout + TimeSpan.FromSeconds(1);

    public async Task<Receipt> SendAsync(Notice notice, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            using var request = Request(notice, out var signature);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var body = await BodyAsync(response, either.Token);
            return WebhookAnswer.Read(response, body, signature is null ? _secrets : [.. _secrets, signature], time.GetUtcNow());
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // The exception's own text may hold the address with its token.
            return new Receipt(DeliveryOutcome.RetryLater, "not reachable: " + (e is HttpRequestException h ? h.HttpRequestError.ToString() : "connection lost"));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return new Receipt(DeliveryOutcome.RetryLater, $"no answer within {options.Timeout.TotalSeconds:0} s");
        }
    }

    private HttpRequestMessage Request(Notice notice, out string? signature)
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
        signature = options.Secret is { } secret ? WebhookSignature.Of(secret.Reveal(), stamp, body) : null;
        if (signature is not null) request.Headers.Add("X-Monitor-Signature", signature);
        return request;
    }

    /// <summary>The key, and whatever in the address may be a token: user part, long path segments, query values.</summary>
    private static IEnumerable<string> Secrets(WebhookOptions options)
    {
        if (options.Secret is { } secret) yield return secret.Reveal();
        if (!Uri.TryCreate(options.Url, UriKind.Absolute, out var url)) yield break;
        foreach (var part in url.UserInfo.Split(':').Concat(url.AbsolutePath.Split('/')).Concat(url.Query.TrimStart('?').Split('&').Select(p => p[(p.IndexOf('=') + 1)..])))
        {
            if (part.Length < ShortestSecret) continue;
            yield return part;
            yield return Uri.UnescapeDataString(part);
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
