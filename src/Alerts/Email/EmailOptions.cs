using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Net;
using MimeKit;
using Monitor.Core.Security;

namespace Monitor.Alerts.Email;

public enum MailSecurity { StartTls, Tls, None }

public sealed record EmailOptions : IValidatableObject
{
    [Required, Description("SMTP server.")]
    public string Host { get; init; } = "";

    [Description("Port; 587 for STARTTLS, 465 for TLS."), Range(1, 65535)]
    public int Port { get; init; } = 587;

    [Description("startTls, tls or none; with none, no user and password can be given.")]
    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    [Description("PEM file with the only roots to trust, for a server with a certificate of your own authority; absent = the machine's store.")]
    public string? CaFile { get; init; }

    [Description("User name, if the server asks for one.")]
    public string? User { get; init; }

    [Description("Password, as env:NAME or file:/path.")]
    public Secret? Password { get; init; }

    [Description("Lets user and password go out unencrypted (security: none), and only towards this machine itself.")]
    public bool AllowPlainLogin { get; init; }

    [Required, Description("Sender address.")]
    public string From { get; init; } = "";

    [Required, Description("Recipients.")]
    public IReadOnlyList<string> To { get; init; } = [];

    [Description("Signs letters with DKIM; absent = unsigned, or signed by the mail server itself.")]
    public DkimOptions? Dkim { get; init; }

    [Description("Limit of one delivery."), Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (From.Length > 0 && !IsAddress(From)) yield return Bad($"expected an address such as monitor@dept.example, found '{From}'", nameof(From));
        if (To.Count == 0) yield return Bad("expected at least one recipient", nameof(To));
        foreach (var to in To.Where(t => !IsAddress(t))) yield return Bad($"expected addresses such as duty@dept.example, found '{to}'", nameof(To));
        if (User is { Length: > 0 } && Password is null) yield return Bad("user is given without password", nameof(User));
        if (User is null or "" && Password is not null) yield return Bad("password is given without user", nameof(Password));
        if (SendsPlainLogin && !(AllowPlainLogin && IsLoopback)) yield return Bad(PlainLogin(), nameof(Security));
    }

    private bool SendsPlainLogin => Security == MailSecurity.None && (User is { Length: > 0 } || Password is not null);

    private bool IsLoopback => Host is "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    private string PlainLogin() => AllowPlainLogin
        ? $"allowPlainLogin counts only towards this machine itself (127.0.0.1, ::1, localhost), not towards '{Host}'; use startTls or tls"
        : "user and password would go out unencrypted; use startTls or tls, or leave both away"
            + (IsLoopback ? ", or set allowPlainLogin: true for this server on the same machine" : "");

    /// <summary>RFC 5322 allows a bare name where every mail needs a domain.</summary>
    private static bool IsAddress(string text) =>
        MailboxAddress.TryParse(text, out var mailbox) && mailbox.Address.LastIndexOf('@') is > 0 and var at && at < mailbox.Address.Length - 1;

    private static ValidationResult Bad(string message, string member) => new(message, [member]);
}
