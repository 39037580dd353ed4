using Microsoft.Extensions.Logging;
using Monitor.Collectors.Probes;
using Monitor.Collectors.Probes.Capacity;
using Monitor.Collectors.Probes.Dns;
using Monitor.Collectors.Probes.Exposure;
using Monitor.Collectors.Probes.Headers;
using Monitor.Collectors.Probes.Heartbeat;
using Monitor.Collectors.Probes.Http;
using Monitor.Collectors.Probes.Journey;
using Monitor.Collectors.Probes.Lookalike;
using Monitor.Collectors.Probes.Tampering;
using Monitor.Collectors.Probes.Tcp;
using Monitor.Collectors.Probes.Tls;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;

namespace Monitor.Collectors;

/// <summary>What every probe may use.</summary>
public sealed record ProbeServices(TimeProvider Time, ILoggerFactory Loggers, IProbeMemory Memory)
{
    /// <summary>Told what is asked and seen, for a check by hand; null in the service.</summary>
    public ProbeTrace? Trace { get; init; }
}

/// <summary>The list of probe kinds; one line each.</summary>
public static class ProbeCatalog
{
    public static IReadOnlyList<Kind<TargetDefinition, ProbeServices, IProbe>> Kinds { get; } =
    [
        new("http", "Requests a page on a new connection and checks status, text, header fields, JSON values and speed.", typeof(HttpProbeOptions),
            (target, services) => new HttpProbe(target, (HttpProbeOptions)target.Options!, services.Time, services.Trace)),
        new("dns", "Asks several resolvers for a name and compares the records with what they should be.", typeof(DnsProbeOptions),
            (target, services) => new DnsProbe(target, (DnsProbeOptions)target.Options!, services.Time)),
        new("tcp", "Opens a connection to a port, and waits for the banner where one is expected.", typeof(TcpProbeOptions),
            (target, services) => new TcpProbe(target, (TcpProbeOptions)target.Options!, services.Time)),
        new("heartbeat", "Waits for a back-end job to report in, and says so when it is late, fails or does not finish.", typeof(HeartbeatProbeOptions),
            (target, services) => new HeartbeatProbe(target, (HeartbeatProbeOptions)target.Options!, services.Time, services.Memory)),
        new("capacity", "Reads a queue's length, users online or a pool's use as JSON or Prometheus metrics, and warns before the limit is reached.", typeof(CapacityProbeOptions),
            (target, services) => new CapacityProbe(target, (CapacityProbeOptions)target.Options!, services.Time, services.Memory)),
        new("headers", "Scores a site's security headers and cookies as MDN's HTTP Observatory does, and says what to change.", typeof(HeadersProbeOptions),
            (target, services) => new HeadersProbe(target, (HeadersProbeOptions)target.Options!, services.Time)),
        new("tls", "Shakes hands and checks the server's certificate: expiry, name, chain, strength; on request protocol floor, weak ciphers, revocation.", typeof(TlsProbeOptions),
            (target, services) => new TlsProbe(target, (TlsProbeOptions)target.Options!, services.Time, services.Trace)),
        new("journey", "Goes through several requests as a user would, signing in with a test account, and says which step failed; changes nothing.", typeof(JourneyProbeOptions),
            (target, services) => new JourneyProbe(target, (JourneyProbeOptions)target.Options!, services.Time, services.Trace)),
        new(TamperingApproval.KindName, "Looks at a page for spam, hidden links, other form targets and scripts, against a face it has learnt.", typeof(TamperingProbeOptions),
            (target, services) => new TamperingProbe(target, (TamperingProbeOptions)target.Options!, services.Time, services.Memory)),
        new("exposure", "Looks on own, authorised hosts for what should not be public: repositories, backups, settings, consoles, debug pages.", typeof(ExposureProbeOptions),
            (target, services) => new ExposureProbe(target, (ExposureProbeOptions)target.Options!, services.Time, services.Memory)),
        new("lookalike", "Looks for registered names that resemble one's own, and for pages behind them that resemble one's own site.", typeof(LookalikeProbeOptions),
            (target, services) => new LookalikeProbe(target, (LookalikeProbeOptions)target.Options!, services)),
    ];
}
