using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Monitor.Alerts.DingTalk;

/// <summary>
/// Signature of DingTalk's robot, for the query: the secret is the HMAC key, <c>milliseconds \n secret</c> the data. Feishu's has them the
/// other way round.
/// </summary>
internal static class DingTalkSign
{
    /// <param name="secret">SEC… as the robot's settings show it.</param>
    /// <param name="milliseconds">Since 1970; the robot accepts an hour of skew.</param>
    /// <returns>Base64, not yet URL-encoded; encode exactly once.</returns>
    public static string Of(string secret, long milliseconds) => Convert.ToBase64String(HMACSHA256.HashData(
        Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{milliseconds}\n{secret}"))));
}
