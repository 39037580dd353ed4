using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Monitor.Alerts.Sms;

/// <summary>How far each number has come, kept between attempts; a number is kept as its hash.</summary>
/// <param name="Done">Parts delivered.</param>
/// <param name="Refused">Refused for good, with the gateway's words.</param>
internal sealed record SmsProgress(Dictionary<string, int> Done, Dictionary<string, string> Refused)
{
    public static SmsProgress Read(string? note) => (note is null ? null : JsonSerializer.Deserialize<SmsProgress>(note)) ?? new([], []);

    public string? Write() => Done.Count == 0 ? null : JsonSerializer.Serialize(this);

    public static string Key(string phone) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(phone)))[..12];
}
