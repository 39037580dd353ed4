using Monitor.Analysis.Detectors.Statistics;
using Monitor.Core.Probes;
using static Monitor.Analysis.Detectors.Chinese;

namespace Monitor.Analysis.Detectors.SlowHours;

/// <summary>Which phase of the check the time went into, as far as raw results from before the slow stretch are still at hand.</summary>
internal static class GrownPhase
{
    private const int Fewest = 5;

    private static readonly (string Name, Func<PhaseTimings, double?> Of)[] Phases =
    [
        ("域名解析（dns）", t => t.Dns), ("建立连接（connect）", t => t.Connect), ("加密握手（tls）", t => t.Tls), ("等待首字节（first-byte）", t => t.FirstByte), ("读取内容（body）", t => t.Body),
    ];

    /// <returns>Words for a person; empty when no phase alone explains half of the growth.</returns>
    public static string Words(IReadOnlyList<ProbeResult> recent, IReadOnlyList<ProbeResult> before)
    {
        if (before.Count < Fewest) return "";
        var growth = Median(recent, t => t.Total) - Median(before, t => t.Total);
        var (name, grown, from, to) = Phases.Select(p => (p.Name, Grown: Median(recent, p.Of) - Median(before, p.Of), From: Median(before, p.Of), To: Median(recent, p.Of))).MaxBy(p => p.Grown);
        return growth > 0 && grown >= growth / 2 ? Invariant($"主要变慢的环节：{name}，由 {from:0} 毫秒到 {to:0} 毫秒。") : "";
    }

    private static double Median(IReadOnlyList<ProbeResult> results, Func<PhaseTimings, double?> of)
    {
        var values = results.Select(r => of(r.Timings!)).OfType<double>().ToList();
        return values.Count == 0 ? 0 : Middle.Median(values);
    }
}
