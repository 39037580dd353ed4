using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Monitor.Alerts.Decide;

/// <summary>Ids that a repeated computation finds again, so a retried tick cannot open a second alert.</summary>
internal static class AlertIds
{
    /// <summary>16 lower-case hex digits from fingerprint and opening time.</summary>
    public static string Of(string fingerprint, DateTimeOffset openedAt)
    {
        var key = fingerprint + "\n" + openedAt.UtcTicks.ToString(CultureInfo.InvariantCulture);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 8));
    }
}
