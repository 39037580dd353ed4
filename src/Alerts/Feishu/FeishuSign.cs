using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Monitor.Alerts.Feishu;

/// <summary>
/// Signature of Feishu's robot, for the body: <c>seconds \n secret</c> is the HMAC key and the data is empty. DingTalk's has the secret as
/// key; one taken for the other is refused with 19021 for ever.
/// </summary>
internal static class FeishuSign
{
    /// <param name="secret">As the robot's settings show it.</param>
    /// <param name="seconds">Since 1970; the robot accepts an hour of skew.</param>
    /// <returns>Base64, not URL-encoded.</returns>
    public static string Of(string secret, long seconds) => Convert.ToBase64String(HMACSHA256.HashData(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seconds}\n{secret}")), Array.Empty<byte>()));
}
