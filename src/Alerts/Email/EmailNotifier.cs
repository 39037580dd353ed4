using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Text;

namespace Monitor.Alerts.Email;

/// <summary>One letter over SMTP (RFC 5321). The Message-Id follows from the notice's id, so a receiver can fold the rare repeat.</summary>
internal sealed class EmailNotifier(EmailOptions options) : INotifier
{
    public async Task<Receipt> SendAsync(Notice notice, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(options.Timeout);
        try
        {
            using var client = new SmtpClient { Timeout = (int)options.Timeout.TotalMilliseconds };
            await client.ConnectAsync(options.Host, options.Port, Security(), limit.Token);
            if (options.User is { Length: > 0 } user) await client.AuthenticateAsync(user, options.Password?.Reveal() ?? "", limit.Token);
            using var letter = Letter(notice);
            // Accepted is delivered: the connection is simply dropped, for a failing QUIT must not send the letter a second time.
            var answer = await client.SendAsync(letter, limit.Token);
            return new Receipt(DeliveryOutcome.Delivered, answer.CutTo(300));
        }
        catch (SmtpCommandException e)
        {
            // RFC 5321, 4.2.1: 4yz is transient, 5yz permanent.
            var outcome = (int)e.StatusCode >= 500 ? DeliveryOutcome.Permanent : DeliveryOutcome.RetryLater;
            return new Receipt(outcome, $"{(int)e.StatusCode} {e.Message.CutTo(300)}");
        }
        catch (AuthenticationException)
        {
            // A password is mended by a person; until then the letter waits.
            return new Receipt(DeliveryOutcome.RetryLater, "the server refused user name or password");
        }
        catch (Exception e) when (e is IOException or SocketException or ProtocolException or SslHandshakeException or ServiceNotConnectedException or TimeoutException)
        {
            return new Receipt(DeliveryOutcome.RetryLater, $"{options.Host}:{options.Port}: {e.Message.CutTo(300)}");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Receipt(DeliveryOutcome.RetryLater, $"{options.Host}:{options.Port}: no answer within {options.Timeout.TotalSeconds:0} s");
        }
    }

    private SecureSocketOptions Security() => options.Security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };

    private MimeMessage Letter(Notice notice)
    {
        var letter = new MimeMessage { Subject = notice.Subject, MessageId = MessageId(notice.Id), Date = notice.CreatedAt };
        letter.From.Add(MailboxAddress.Parse(options.From));
        letter.To.AddRange(options.To.Select(MailboxAddress.Parse));
        letter.Headers.Add("X-Monitor-Id", notice.Id);
        letter.Body = new BodyBuilder { TextBody = notice.Text, HtmlBody = notice.Html }.ToMessageBody();
        return letter;
    }

    private static string MessageId(string id) =>
        string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '.')) + "@monitor.local";
}
