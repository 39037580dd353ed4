using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Host.Live;
using Monitor.Host.Replicas;
using Monitor.Host.Vantages;
using Monitor.Host.Weaknesses;

namespace Monitor.Host.Scheduling;

/// <summary>One due target: probe → ask the witnesses if it failed → store → register its weaknesses → show to the judge. A probe that throws says nothing about its target: unknown, not down.</summary>
internal sealed class ProbeLoop(Parts parts, HostGates gates, OwnNetworkWatch network, IArchive archive, WeaknessRegister register, PostWindow window, ReportQueue reports, Node node, ChangeBus bus, TimeProvider time, ILogger<ProbeLoop> log)
{
    /// <returns>The stored result, or null when the target is unknown or switched off.</returns>
    public async Task<ProbeResult?> RunAsync(string targetId, CancellationToken ct)
    {
        if (!parts.Now().Probes.TryGetValue(targetId, out var probe)) return null;
        var result = await network.JudgeAsync(await CheckAsync(probe, targetId, ct), ct);
        await archive.SaveProbeAsync(result, ct);
        // An outpost has no register: the one it reports to keeps it.
        if (!node.Outpost) await register.NoteAsync(result, ct);
        window.Add(result);
        if (node.Outpost) reports.Add(result);
        bus.Publish("probes");
        if (result.State is ProbeState.Down or ProbeState.Degraded) log.LogWarning("Target {Target}: {State}, {Message}", targetId, result.State, result.Message);
        return result;
    }

    private async Task<ProbeResult> CheckAsync(IProbe probe, string targetId, CancellationToken ct)
    {
        try
        {
            using var stay = await gates.EnterAsync(probe.Host, ct);
            if (stay is null) return new ProbeResult { TargetId = targetId, At = time.GetUtcNow(), State = ProbeState.Unknown, Message = $"未检测：{probe.Host} 同时进行的检测已达上限（probing.perHost）" };
            return await probe.ProbeAsync(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogError(e, "Probe of target {Target} failed by itself", targetId);
            return new ProbeResult { TargetId = targetId, At = time.GetUtcNow(), State = ProbeState.Unknown, Message = $"the check itself failed: {e.GetType().Name}" };
        }
    }
}
