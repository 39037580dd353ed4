using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Collectors.Probes.Tcp;

/// <summary>Options of the probe kind <c>tcp</c>.</summary>
public sealed record TcpProbeOptions
{
    [Required, Description("Host name or address to connect to.")]
    public string Host { get; init; } = "";

    [Required, Description("TCP port."), Range(1, 65535)]
    public int Port { get; init; }

    [Description("Text the server must send by itself, such as 'SSH-2.0' or '220 '; default: an open port is enough. Nothing is ever sent to it.")]
    public string? ExpectBanner { get; init; }

    [Description("Slower than this, from the name to the open connection (and the banner), counts as degraded; default: no limit.")]
    public TimeSpan? MaxLatency { get; init; }

    [Description("Limit for the whole check, such as 10s."), Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
