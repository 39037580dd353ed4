using Monitor.Collectors.Probes.Witnessing;
using Monitor.Core.Probes;
using Monitor.Host.Configuration;

namespace Monitor.Host.Scheduling;

/// <summary>
/// Before a failure is stored the witnesses are asked. While fewer than the quorum answer, the result says nothing about its target: unknown, from the
/// first failure on, so that nothing has to be taken back later.
/// </summary>
internal sealed class OwnNetworkWatch(ICurrentConfig config, Witnesses witnesses)
{
    public async Task<ProbeResult> JudgeAsync(ProbeResult result, CancellationToken ct)
    {
        var options = config.Current.Witnesses;
        if (options.Addresses.Count == 0 || result.State == ProbeState.Up || Answered(result)) return result;
        var report = await witnesses.AskAsync(options, ct);
        return report.Answered >= options.Quorum ? result : result with
        {
            State = ProbeState.Unknown,
            FailedPhase = ProbeResult.OwnNetwork,
            Message = $"本机网络异常，无法判断目标状态：{report.Asked} 个见证点中 {report.Answered} 个应答（要求 {options.Quorum} 个）。检测所见：{result.Message}",
            Findings = [],
        };
    }

    /// <summary>What was said by the target itself came over a network that works: a wrong status or text, a bad certificate.</summary>
    private static bool Answered(ProbeResult result) =>
        (result.Status is not null || result.Certificate is not null) && result.FailedPhase is null or "check" or "tls";
}
