using System.Security.Cryptography;
using System.Text;
using Monitor.Alerts.Webhook;

namespace Monitor.Host.Demo.Receivers;

/// <summary>What a receiver of our webhook has to do: check the signature over the raw body, keep the call, answer 200.</summary>
internal sealed class WebhookReceiver(Journal<CaughtCall> journal, string secret, TimeProvider time)
{
    public async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        var body = Encoding.UTF8.GetString(buffer.ToArray());
        var headers = request.Headers
            .Where(h => h.Key.StartsWith("X-", StringComparison.OrdinalIgnoreCase) || h.Key.StartsWith("Idempotency", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var signed = Signed(headers, body);
        journal.Add(new CaughtCall(time.GetUtcNow(), signed, body, headers));
        return signed ? Results.Ok(new { ok = true }) : Results.Unauthorized();
    }

    private bool Signed(Dictionary<string, string> headers, string body)
    {
        if (!headers.TryGetValue("X-Monitor-Signature", out var given) || !headers.TryGetValue("X-Monitor-Timestamp", out var stamp)) return false;
        var expected = WebhookSignature.Of(secret, stamp, Encoding.UTF8.GetBytes(body));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(given), Encoding.ASCII.GetBytes(expected));
    }
}
