using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Monitor.Alerts.Answers;
using Monitor.Alerts.Trust;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;

namespace Monitor.Alerts.Email;

/// <summary>One letter over SMTP (RFC 5321). The Message-Id follows from the notice's id, so a receiver can fold the rare repeat.</summary>
internal sealed class EmailNotifier(EmailOptions options, TimeProvider time) : INotifier
{
    private readonly MailboxAddress _from = MailboxAddress.Parse(options.From);
    private readonly IReadOnlyList<MailboxAddress> _to = Distinct(options.To);

    private readonly DkimSeal? _seal = options.Dkim is { } dkim ? new DkimSeal(dkim) : null;

    /// <summary>A little more than its own limit, which knows whom it waited for.</summary>
    public TimeSpan Limit => options.Timeout + TimeSpan.FromSeconds(1);

    public async Task<Receipt> SendAsync(Notice notice, CancellationToken ct)
    {
        var before = MailProgress.Read(notice.Progress);
        var to = notice.To.Count > 0 ? Distinct(notice.To) : _to;
        var open = to.Where(m => !before.IsDone(m.Address)).ToList();
        if (open.Count == 0) return Verdict(to, before, [], new Dictionary<string, SmtpResponse>(), null);
        using var limit = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            using var client = new TallyingSmtpClient { Timeout = (int)options.Timeout.TotalMilliseconds };
            return await TalkAsync(client, notice, before, to, open, either.Token);
        }
        catch (SmtpCommandException e)
        {
            return Refusal(e, before, to, open);
        }
        catch (Exception e) when (Mendable(e) is { } why)
        {
            return Later(why);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return Later($"no answer within {options.Timeout.TotalSeconds:0} s");
        }
    }

    private async Task<Receipt> TalkAsync(
        TallyingSmtpClient client, Notice notice, MailProgress before, IReadOnlyList<MailboxAddress> to, IReadOnlyList<MailboxAddress> open, CancellationToken ct)
    {
        if (options.CaFile is { Length: > 0 } caFile)
        {
            client.ServerCertificateValidationCallback = OwnAuthority.Only(caFile);
            client.CheckCertificateRevocation = false;
        }

        await client.ConnectAsync(options.Host, options.Port, Security(), ct);
        if (options.User is { Length: > 0 } user) await client.AuthenticateAsync(user, options.Password?.Reveal() ?? "", ct);
        using var letter = MailLetter.Write(notice, _from, to);
        _seal?.Put(letter);
        string? answer = null;
        try
        {
            // Accepted is delivered: the connection is simply dropped, for a failing QUIT must not send the letter a second time.
            answer = await client.SendAsync(letter, _from, open, ct);
        }
        catch (NoRecipientException)
        {
            // The tally says whom the server refused, and why.
        }

        return Verdict(to, before, answer is null ? [] : client.Accepted, client.Refused, answer);
    }

    private static IReadOnlyList<MailboxAddress> Distinct(IEnumerable<string> addresses) =>
        [.. addresses.Select(MailboxAddress.Parse).DistinctBy(m => m.Address, StringComparer.OrdinalIgnoreCase)];

    private static Receipt Verdict(
        IReadOnlyList<MailboxAddress> to, MailProgress before, IReadOnlyList<string> accepted, IReadOnlyDictionary<string, SmtpResponse> refused, string? answer) =>
        MailVerdict.Of([.. to.Select(m => m.Address)], before, accepted, refused, answer);

    /// <summary>The whole letter was refused; what earlier attempts delivered stays delivered.</summary>
    private Receipt Refusal(SmtpCommandException e, MailProgress before, IReadOnlyList<MailboxAddress> to, IReadOnlyList<MailboxAddress> open)
    {
        var answer = new SmtpResponse(e.StatusCode, Clean(e.Message));
        if (before.Accepted.Count > 0) return Verdict(to, before, [], open.ToDictionary(m => m.Address, _ => answer, StringComparer.OrdinalIgnoreCase), null);
        // RFC 5321, 4.2.1: 4yz is transient, 5yz permanent.
        var outcome = (int)e.StatusCode >= 500 ? DeliveryOutcome.Permanent : DeliveryOutcome.RetryLater;
        return new Receipt(outcome, string.Create(CultureInfo.InvariantCulture, $"{(int)answer.StatusCode} {answer.Response}"));
    }

    private SecureSocketOptions Security() => options.Security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };

    /// <summary>What the network or a person can mend, so the letter waits for it; null = not one of those.</summary>
    private string? Mendable(Exception e) => e switch
    {
        AuthenticationException => "the server refused user name or password",
        ServiceNotAuthenticatedException => "the server asks for user name and password",
        SslHandshakeException => "no trusted encrypted connection: " + Clean(e.InnerException?.Message ?? "handshake failed"),
        // The server lacks what was asked for, such as STARTTLS; going on without it is not for us to decide.
        NotSupportedException => Clean(e.Message),
        // Our own words about a file of our own config.
        InvalidDataException => e.Message,
        IOException or SocketException or ProtocolException or ServiceNotConnectedException or TimeoutException => Clean(e.Message),
        _ => null,
    };

    private Receipt Later(string why) => new(DeliveryOutcome.RetryLater, $"{options.Host}:{options.Port}: {why}");

    private string Clean(string text) => Answer.Clean(text, options.Password?.Reveal() ?? "");
}
