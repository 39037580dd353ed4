using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Collectors.Probes.Http;
using Monitor.Core.Security;

namespace Monitor.Collectors.Probes.Journey;

/// <summary>Options of the probe kind <c>journey</c>.</summary>
public sealed record JourneyProbeOptions : IValidatableObject
{
    [Required, Description("Requests in order. robots.txt is not asked: journeys go to systems of one's own.")]
    public IReadOnlyList<JourneyStep> Steps { get; init; } = [];

    [Description("Account and passwords of a test account as env:NAME or file:/path, used as {{secret.name}}; masked wherever the server sends them back.")]
    public IReadOnlyDictionary<string, Secret> Secrets { get; init; } = new Dictionary<string, Secret>();

    [Description("Hosts that may be asked; a redirect or link elsewhere ends the run. Default: the host of the first step.")]
    public IReadOnlyList<string> Hosts { get; init; } = [];

    [Description("The steps may change something: only on sandboxHost, a copy of the system made for it.")]
    public bool Sandbox { get; init; }

    [Description("Host of the copy, with its port where it has one; steps that change something may go nowhere else.")]
    public string? SandboxHost { get; init; }

    [Description("A slower journey counts as degraded; default: no limit.")]
    public TimeSpan? MaxLatency { get; init; }

    [Description("Limit for the whole journey, such as 30s; steps marked `always` have a third of it to themselves after a failure."), Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    [Description("http1, http2 (offered by ALPN; https only) or auto for the best both speak.")]
    public VersionChoice Version { get; init; } = VersionChoice.Auto;

    [Description("any, v4 or v6: connect to addresses of this kind only.")]
    public IpChoice IpVersion { get; init; } = IpChoice.Any;

    [Description("PEM file of the only root certificates to trust, for a private CA; default: the machine's store.")]
    public string? CaFile { get; init; }

    internal IReadOnlyList<string> MayAsk => Hosts.Count > 0 ? Hosts : Steps is [var first, ..] && JourneyRules.HostOf(first.Url) is { } url ? [url.Host] : [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => JourneyRules.Check(this);
}
