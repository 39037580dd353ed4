using MimeKit;
using Monitor.Core.Alerts;

namespace Monitor.Alerts.Email;

/// <summary>A notice as a MIME message with a text and, if there is one, an HTML body.</summary>
internal static class MailLetter
{
    public static MimeMessage Write(Notice notice, MailboxAddress from, IEnumerable<MailboxAddress> to)
    {
        var letter = new MimeMessage { Subject = notice.Subject, MessageId = MessageId(notice.Id), Date = notice.CreatedAt };
        letter.From.Add(from);
        letter.To.AddRange(to);
        letter.Headers.Add("X-Monitor-Id", notice.Id);
        // RFC 3834: keeps out-of-office answers from coming back.
        letter.Headers.Add("Auto-Submitted", "auto-generated");
        if (notice.Mark is not null) letter.Headers.Add("X-Monitor-Drill", "true");
        letter.Body = new BodyBuilder { TextBody = notice.Text, HtmlBody = notice.Html }.ToMessageBody();
        return letter;
    }

    private static string MessageId(string id) =>
        string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '.')) + "@monitor.local";
}
