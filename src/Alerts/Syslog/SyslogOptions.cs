using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Alerts.Syslog;

public enum SyslogSecurity { Tls, None }

public sealed record SyslogOptions : IValidatableObject
{
    [Required, Description("Host of the syslog receiver or SIEM.")]
    public string Host { get; init; } = "";

    [Description("Port; 6514 for TLS."), Range(1, 65535)]
    public int Port { get; init; } = 6514;

    [Description("tls, or none for plain TCP, which allowPlain must permit.")]
    public SyslogSecurity Security { get; init; } = SyslogSecurity.Tls;

    [Description("Permits security: none; alerts then cross the network readable and alterable.")]
    public bool AllowPlain { get; init; }

    [Description("Name the receiver's certificate must bear; absent = host.")]
    public string? ServerName { get; init; }

    [Description("PEM file with the only roots to trust, for a receiver with a certificate of your own authority; absent = the machine's store.")]
    public string? CaFile { get; init; }

    [Description("PEM file with our own certificate, for a receiver that asks for one.")]
    public string? CertificateFile { get; init; }

    [Description("PEM file with its private key, readable by the service only.")]
    public string? KeyFile { get; init; }

    [Description("Facility, 0 to 23; 16 = local0."), Range(0, 23)]
    public int Facility { get; init; } = 16;

    [Description("Host name in the messages; absent = this machine's."), RegularExpression("^[!-~]{1,255}$")]
    public string? Hostname { get; init; }

    [Description("Longest message in bytes; longer notices are sent in numbered parts. Receivers must take 2048 and should take 8192 (RFC 5425)."), Range(2048, 65536)]
    public int MaxBytes { get; init; } = 8192;

    [Description("Limit of one delivery."), Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Security == SyslogSecurity.None && !AllowPlain)
            yield return new ValidationResult("the alerts would cross the network unencrypted; use tls, or set allowPlain: true", [nameof(Security)]);
        if (Security == SyslogSecurity.None && (CaFile ?? CertificateFile ?? ServerName) is not null)
            yield return new ValidationResult("caFile, certificateFile and serverName count only with security: tls", [nameof(Security)]);
        if (CertificateFile is null != KeyFile is null)
            yield return new ValidationResult("certificateFile and keyFile belong together", [nameof(CertificateFile)]);
        if (Host.Length > 0 && Uri.CheckHostName(Host) == UriHostNameType.Unknown)
            yield return new ValidationResult("expected a host name or an address such as siem.example", [nameof(Host)]);
    }
}
