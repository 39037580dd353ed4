using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Collectors.Probes.Tls;

/// <summary>Options of the probe kind <c>tls</c>.</summary>
public sealed record TlsProbeOptions : IValidatableObject
{
    [Required, Description("Host name or address to connect to.")]
    public string Host { get; init; } = "";

    [Description("TCP port."), Range(1, 65535)]
    public int Port { get; init; } = 443;

    [Description("Name sent (SNI) and expected in the certificate; default: host.")]
    public string? ServerName { get; init; }

    [Description("Days before expiry at which to warn.")]
    public IReadOnlyList<int> WarnDays { get; init; } = [30, 14, 7, 3, 1];

    [Description("Find out by a handshake each which protocol versions (TLS 1.0 to 1.3) and weak cipher families are accepted; some ten connections more.")]
    public bool Floor { get; init; }

    [Description("Ask for / over HTTPS and judge the certificate of every host that redirects lead to.")]
    public bool Redirects { get; init; }

    [Description("Ask the authorities by OCSP or CRL whether the certificate was called back. Needs a way to their servers.")]
    public bool Revocation { get; init; }

    [Description("Limit for asking the authorities."), Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan RevocationTimeout { get; init; } = TimeSpan.FromSeconds(5);

    [Description("PEM file of the only root certificates to trust, for a private CA; default: the machine's store.")]
    public string? CaFile { get; init; }

    [Description("Limit for the whole check, such as 10s; `floor` and `redirects` have as much again each."), Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Redirects && ServerName is not null && ServerName != Host)
            yield return new("redirects: an address is asked for by the name it is connected to; expected no serverName", [nameof(Redirects)]);
    }
}
