using System.Text.Json;

namespace Monitor.Alerts.Email;

/// <summary>Who of a letter's recipients is done with, kept between attempts; the others are tried again.</summary>
/// <param name="Accepted">Addresses the server took the letter for.</param>
/// <param name="Refused">Addresses refused for good, with the server's words.</param>
internal sealed record MailProgress(IReadOnlyList<string> Accepted, IReadOnlyDictionary<string, string> Refused)
{
    public static readonly MailProgress None = new([], new Dictionary<string, string>());

    public static MailProgress Read(string? note) => note is null ? None : JsonSerializer.Deserialize<MailProgress>(note) ?? None;

    public string Write() => JsonSerializer.Serialize(this);

    public bool IsDone(string address) => Accepted.Contains(address, StringComparer.OrdinalIgnoreCase) || Refused.ContainsKey(address);

    public MailProgress With(IEnumerable<string> accepted, IEnumerable<KeyValuePair<string, string>> refused) => new(
        [.. Accepted, .. accepted], Refused.Concat(refused).ToDictionary(r => r.Key, r => r.Value, StringComparer.Ordinal));
}
