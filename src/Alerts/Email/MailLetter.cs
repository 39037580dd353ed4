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
        if (notice.Unsubscribe is { } address)
        {
            // RFC 8058: the mail program's own button, which posts.
            letter.Headers.Add(HeaderId.ListUnsubscribe, $"<{address}>");
            letter.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }

        letter.Body = Body(notice);
        return letter;
    }

    private static MimeEntity Body(Notice notice)
    {
        var builder = new BodyBuilder { TextBody = notice.Text, HtmlBody = notice.Html };
        foreach (var file in notice.Attachments)
        {
            var list = file.ContentId is null ? builder.Attachments : builder.LinkedResources;
            var part = list.Add(file.Name, file.Content, ContentType.Parse(file.ContentType));
            if (file.ContentId is { } id) part.ContentId = id;
            // RFC 2231 is what the standard says; old Outlook reads Chinese names only in the other form.
            foreach (var parameter in part.ContentType.Parameters.Concat(part.ContentDisposition?.Parameters ?? [])) parameter.EncodingMethod = ParameterEncodingMethod.Rfc2047;
        }

        return builder.ToMessageBody();
    }

    private static string MessageId(string id) =>
        string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '.')) + "@monitor.local";
}
