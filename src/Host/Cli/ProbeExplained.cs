using System.Globalization;
using Monitor.Collectors.Probes;
using Monitor.Core.Probes;

namespace Monitor.Host.Cli;

/// <summary>One check as text for a terminal.</summary>
internal static class ProbeExplained
{
    public static IEnumerable<string> Plain(ProbeResult result)
    {
        yield return $"{result.State} {result.Status} {result.FailedPhase} {result.Message}";
        if (result.Timings is { } t) yield return $"dns {t.Dns:0.0}  connect {t.Connect:0.0}  tls {t.Tls:0.0}  first byte {t.FirstByte:0.0}  body {t.Body:0.0}  total {t.Total:0.0} ms";
        foreach (var finding in result.Findings) yield return $"{finding.Severity} {finding.Code}: {finding.Message}";
    }

    public static IEnumerable<string> Lines(ProbeTrace trace, ProbeResult result, TargetDefinition target)
    {
        yield return $"{target.Id} ({target.Kind})";
        foreach (var line in trace.Lines) yield return "  " + Line(line);
        foreach (var line in Plain(result)) yield return line;
        yield return Alerting(result, target);
    }

    /// <summary>What the outage rule would make of it if it went on so.</summary>
    public static string Alerting(ProbeResult result, TargetDefinition target)
    {
        var times = string.Create(CultureInfo.InvariantCulture, $"{target.Confirm} in a row, {(target.Confirm - 1) * target.Interval.TotalSeconds:0.#} s after the first");
        return result.State switch
        {
            ProbeState.Down => $"alerting: an outage is told after {times} (confirm {target.Confirm}, interval {target.Interval.TotalSeconds:0.#} s); this check counts as one",
            ProbeState.Degraded => $"alerting: a degradation is told after {times} (confirm {target.Confirm}, interval {target.Interval.TotalSeconds:0.#} s); this check counts as one",
            ProbeState.Unknown => "alerting: nothing; a check that cannot tell neither begins nor ends an outage",
            _ => "alerting: nothing; this check counts towards the end of an open outage",
        };
    }

    private static string Line(TraceLine line) => line.Pass switch
    {
        null => $"{line.Phase,-10}  {line.What}: {line.Seen}",
        true => $"{line.Phase,-10}  pass  {line.What}: expected {line.Expected}, is {line.Seen}",
        false => $"{line.Phase,-10}  FAIL  {line.What}: expected {line.Expected}, is {line.Seen}",
    };
}
