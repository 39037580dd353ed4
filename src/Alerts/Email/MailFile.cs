using MimeKit;
using Monitor.Core.Alerts;

namespace Monitor.Alerts.Email;

/// <summary>A letter as an .eml file, to look at before it is sent.</summary>
public static class MailFile
{
    /// <param name="notice">The letter.</param>
    /// <param name="options">Options of an email channel; with any other the addresses are placeholders.</param>
    public static byte[] Write(Notice notice, object? options)
    {
        ArgumentNullException.ThrowIfNull(notice);
        var email = options as EmailOptions;
        IReadOnlyList<string> to = notice.To.Count > 0 ? notice.To : email?.To ?? ["preview@monitor.invalid"];
        using var letter = MailLetter.Write(notice, MailboxAddress.Parse(email?.From ?? "monitor@monitor.invalid"), to.Select(MailboxAddress.Parse));
        using var stream = new MemoryStream();
        letter.WriteTo(stream);
        return stream.ToArray();
    }

    /// <summary>The HTML with its pictures in it, as a browser shows it without the mail around.</summary>
    public static string Page(Notice notice)
    {
        ArgumentNullException.ThrowIfNull(notice);
        return notice.Attachments.Where(a => a.ContentId is not null).Aggregate(
            notice.Html ?? "", (html, a) => html.Replace($"\"cid:{a.ContentId}\"", $"\"data:{a.ContentType};base64,{Convert.ToBase64String(a.Content)}\"", StringComparison.Ordinal));
    }

    public static bool IsAddress(string text) =>
        text.Length <= 254 && text.All(c => c is > ' ' and <= '~') && MailboxAddress.TryParse(text, out var box) && box.Address == text && box.Domain.Length > 0;
}
