using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Http;

/// <summary>Compares how long the whole and each phase took with the limits. Pure.</summary>
internal static class HttpSpeed
{
    public static IEnumerable<Finding> Of(PhaseTimings timings, HttpProbeOptions options, ProbeTrace? trace)
    {
        if (Slow("总耗时", "maxLatency", timings.Total, options.MaxLatency, trace) is { } whole) yield return whole;
        if (Slow("域名解析", "maxDns", timings.Dns, options.MaxDns, trace) is { } dns) yield return dns;
        if (Slow("建立连接", "maxConnect", timings.Connect, options.MaxConnect, trace) is { } connect) yield return connect;
        if (Slow("TLS 握手", "maxTls", timings.Tls, options.MaxTls, trace) is { } tls) yield return tls;
        if (Slow("等待首字节", "maxFirstByte", timings.FirstByte, options.MaxFirstByte, trace) is { } first) yield return first;
    }

    public static Finding? Slow(string what, string option, double? took, TimeSpan? limit, ProbeTrace? trace)
    {
        if (limit is not { } most || took is not { } ms) return null;
        trace?.Check(option, $"{most.TotalMilliseconds:0.###} ms", $"{ms:0.#} ms", ms <= most.TotalMilliseconds);
        return ms > most.TotalMilliseconds ? new("http.latency", FindingSeverity.Medium, $"{what} {ms:0} 毫秒，期望不超过 {most.TotalMilliseconds:0.###} 毫秒") : null;
    }
}
