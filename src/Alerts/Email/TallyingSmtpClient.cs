using MailKit.Net.Smtp;
using MimeKit;

namespace Monitor.Alerts.Email;

/// <summary>Notes each recipient's answer instead of giving up the letter at the first refusal.</summary>
internal sealed class TallyingSmtpClient : SmtpClient
{
    private readonly List<string> _accepted = [];
    private readonly Dictionary<string, SmtpResponse> _refused = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Recipients the server took; true only once it took the letter too.</summary>
    public IReadOnlyList<string> Accepted => _accepted;

    public IReadOnlyDictionary<string, SmtpResponse> Refused => _refused;

    protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => _accepted.Add(mailbox.Address);

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => _refused[mailbox.Address] = response;

    protected override void OnNoRecipientsAccepted(MimeMessage message) => throw new NoRecipientException();
}

/// <summary>The server took the sender but not one recipient; who was refused why stands in the client's tally.</summary>
internal sealed class NoRecipientException : Exception;
