using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Monitor.Alerts.Answers;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;

namespace Monitor.Alerts.Webhook;

/// <summary>
/// Posts the notice as JSON. With a secret, <c>X-Monitor-Signature: v1=</c> is the hex HMAC-SHA-256 of <c>timestamp.body</c>.
/// The client must not follow redirects.
/// </summary>
internal sealed class WebhookNotifier(WebhookOptions options, HttpClient http, TimeProvider time) : INotifier
{
    /// <summary>Shorter values of an address are words, and masking them would eat the answer.</summary>
    private const int ShortestSecret = 8;

    private static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly IReadOnlyList<string> _secrets = [.. Secrets(options)];

    /// <summary>A little more than its own limit, which can name itself.</summary>
    public TimeSpan Limit => options.Timeout + TimeSpan.FromSeconds(1);

    public Task<Receipt> SendAsync(Notice notice, CancellationToken ct)
    {
        var request = Request(notice, out var signature);
        IEnumerable<string> secrets = signature is null ? _secrets : [.. _secrets, signature];
        return HttpTalk.AskAsync(http, request, options.Timeout, time, (response, body) => WebhookAnswer.Read(response, body, secrets, time.GetUtcNow()), ct);
    }

    public IReadOnlyList<string> Preview(Notice notice) => [Encoding.UTF8.GetString(Body(notice))];

    private HttpRequestMessage Request(Notice notice, out string? signature)
    {
        var body = Body(notice);
        var request = new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        var stamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add("X-Monitor-Id", notice.Id);
        request.Headers.Add("X-Monitor-Timestamp", stamp);
        signature = options.Secret is { } secret ? WebhookSignature.Of(secret.Reveal(), stamp, body) : null;
        if (signature is not null) request.Headers.Add("X-Monitor-Signature", signature);
        return request;
    }

    private static byte[] Body(Notice notice) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        id = notice.Id,
        alertId = notice.AlertId,
        kind = notice.Kind.ToString().ToLowerInvariant(),
        level = notice.Level.ToString().ToLowerInvariant(),
        subject = notice.Subject,
        text = notice.Text,
        createdAt = notice.CreatedAt,
        attempt = notice.Attempts,
        // Whoever acts on messages by program must not act on an exercise.
        drill = notice.Mark is not null,
    }, Writing);

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
}
