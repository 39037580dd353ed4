using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Core.Security;

namespace Monitor.Alerts.Email;

public enum MailSecurity { StartTls, Tls, None }

public sealed record EmailOptions
{
    [Required, Description("SMTP server.")]
    public string Host { get; init; } = "";

    [Description("Port; 587 for STARTTLS, 465 for TLS."), Range(1, 65535)]
    public int Port { get; init; } = 587;

    [Description("startTls, tls or none; none only towards a server on the same machine.")]
    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    [Description("User name, if the server asks for one.")]
    public string? User { get; init; }

    [Description("Password, as env:NAME or file:/path.")]
    public Secret? Password { get; init; }

    [Required, Description("Sender address.")]
    public string From { get; init; } = "";

    [Required, Description("Recipients.")]
    public IReadOnlyList<string> To { get; init; } = [];

    [Description("Limit of one delivery.")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
