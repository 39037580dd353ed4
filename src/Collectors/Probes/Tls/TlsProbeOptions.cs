using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Collectors.Probes.Tls;

/// <summary>Options of the probe kind <c>tls</c>.</summary>
public sealed record TlsProbeOptions
{
    [Required, Description("Host name or address to connect to.")]
    public string Host { get; init; } = "";

    [Description("TCP port."), Range(1, 65535)]
    public int Port { get; init; } = 443;

    [Description("Name sent (SNI) and expected in the certificate; default: host.")]
    public string? ServerName { get; init; }

    [Description("Days before expiry at which to warn.")]
    public IReadOnlyList<int> WarnDays { get; init; } = [30, 14, 7, 3, 1];

    [Description("PEM file of the only root certificates to trust, for a private CA; default: the machine's store.")]
    public string? CaFile { get; init; }

    [Description("Limit for the whole check, such as 10s."), Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
