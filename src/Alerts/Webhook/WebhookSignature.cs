using System.Security.Cryptography;
using System.Text;

namespace Monitor.Alerts.Webhook;

/// <summary>How a receiver checks that a call came from us and is fresh.</summary>
public static class WebhookSignature
{
    /// <param name="secret">Shared key, UTF-8.</param>
    /// <param name="timestamp">Seconds since 1970 as sent in X-Monitor-Timestamp; refuse what is more than five minutes off.</param>
    /// <param name="body">The exact bytes of the body.</param>
    public static string Of(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        mac.AppendData(Encoding.UTF8.GetBytes(timestamp + "."));
        mac.AppendData(body);
        return "v1=" + Convert.ToHexStringLower(mac.GetHashAndReset());
    }
}
