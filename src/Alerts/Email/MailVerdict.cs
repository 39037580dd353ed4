using System.Globalization;
using MailKit.Net.Smtp;
using Monitor.Alerts.Answers;
using Monitor.Core.Alerts;

namespace Monitor.Alerts.Email;

/// <summary>
/// What an attempt means for the letter. Accepted recipients have it; those refused for good are named in the receipt and cost the
/// others nothing; those refused for now are tried again, alone.
/// </summary>
internal static class MailVerdict
{
    /// <param name="recipients">All configured addresses, in their order.</param>
    /// <param name="before">How far earlier attempts came.</param>
    /// <param name="accepted">Whom the server took in this attempt.</param>
    /// <param name="refused">Whom it did not.</param>
    /// <param name="answer">Its answer to the letter; null when no recipient was left to send it to.</param>
    public static Receipt Of(
        IReadOnlyList<string> recipients, MailProgress before, IReadOnlyList<string> accepted, IReadOnlyDictionary<string, SmtpResponse> refused, string? answer)
    {
        var now = before.With(accepted, refused.Where(r => IsFinal(r.Value)).Select(r => KeyValuePair.Create(r.Key, Words(r.Value))));
        var waiting = refused.Where(r => !IsFinal(r.Value)).ToDictionary(r => r.Key, r => Words(r.Value), StringComparer.OrdinalIgnoreCase);
        var detail = Detail(recipients, now, waiting, answer);
        if (waiting.Count == 0) return new Receipt(now.Accepted.Count > 0 ? DeliveryOutcome.Delivered : DeliveryOutcome.Permanent, detail);
        // While nobody has the letter there is nothing to remember, and its successors still wait for it.
        return new Receipt(DeliveryOutcome.RetryLater, detail) { Progress = now.Accepted.Count > 0 ? now.Write() : null };
    }

    /// <summary>RFC 5321, 4.2.1: 5yz is permanent, 4yz is not. 530 asks for a sign-in, which a person can mend.</summary>
    private static bool IsFinal(SmtpResponse response) => (int)response.StatusCode >= 500 && response.StatusCode != SmtpStatusCode.AuthenticationRequired;

    private static string Words(SmtpResponse response) => string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {Answer.Clean(response.Response)}");

    private static string Detail(IReadOnlyList<string> recipients, MailProgress now, Dictionary<string, string> waiting, string? answer)
    {
        var parts = new List<string>();
        if (answer is not null) parts.Add(Answer.Clean(answer));
        if (now.Refused.Count + waiting.Count > 0) parts.Add($"accepted for {now.Accepted.Count} of {recipients.Count} recipients");
        parts.AddRange(Named(recipients, now.Refused, "refused"));
        parts.AddRange(Named(recipients, waiting, "refused for now"));
        return string.Join("; ", parts);
    }

    private static IEnumerable<string> Named(IReadOnlyList<string> recipients, IReadOnlyDictionary<string, string> answers, string word) =>
        recipients.Index().Where(r => answers.ContainsKey(r.Item))
            .Select(r => $"recipient {r.Index + 1} ({Answer.MaskMailbox(r.Item)}) {word}: {answers[r.Item]}");
}
