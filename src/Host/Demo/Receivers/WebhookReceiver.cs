using System.Security.Cryptography;
using System.Text;

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
        if (!headers.TryGetValue("X-Monitor-Signature", out var given)) return false;
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)));
        var bare = given.StartsWith("sha256=", StringComparison.Ordinal) ? given["sha256=".Length..] : given;
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(bare), Encoding.ASCII.GetBytes(expected));
    }
}
