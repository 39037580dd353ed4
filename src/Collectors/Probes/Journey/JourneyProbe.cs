using Monitor.Collectors.Probes.Http;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Journey;

/// <summary>Goes through a read-only transaction as a user would: opens pages, signs in with a test account, asks, signs out; and says which step failed.</summary>
internal sealed class JourneyProbe(TargetDefinition target, JourneyProbeOptions options, TimeProvider time, ProbeTrace? trace = null) : IProbe
{
    public string? Host { get; } = JourneyRules.HostOf(options.Steps[0].Url)?.Host;

    public async Task<ProbeResult> ProbeAsync(CancellationToken ct)
    {
        // Anew for each run: what a run finds out (tokens, session numbers) is masked in it, too.
        var mask = SecretMask.Of(options.Secrets.Values.Select(s => s.Reveal()));
        if (trace is not null) trace.Mask = mask.Clean;
        var at = time.GetUtcNow();
        var clock = new PhaseClock();
        try
        {
            using var runner = new StepRunner(options, clock, time, mask, trace);
            var done = await WalkAsync(runner, ct);
            return Masked(Judge(done, at, clock.Stop()) with { Certificate = runner.Exchange.Certificates.Last }, runner.Exchange.Certificates.Findings, mask);
        }
        catch (OptionFileException e)
        {
            var failure = Failure.Of(e, Phases.Check, options.Timeout);
            return new() { TargetId = target.Id, At = at, State = failure.State, FailedPhase = failure.Phase, Message = failure.Message, Timings = clock.Stop() };
        }
    }

    private async Task<IReadOnlyList<StepOutcome>> WalkAsync(StepRunner runner, CancellationToken ct)
    {
        using var timer = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        List<StepOutcome> done = [];
        for (var number = 1; number <= options.Steps.Count && done is [] or [.., { Failure: null }]; number++)
        {
            trace?.Say($"step {number}", options.Steps[number - 1].Name, options.Steps[number - 1].Method.ToString().ToUpperInvariant());
            done.Add(await runner.RunAsync(number, options.Timeout, either.Token, ct));
        }

        if (done[^1].Failure is not null) await FinishAsync(runner, done, ct);
        return done;
    }

    /// <summary>A session left open would block the account or fill the server; so what must be done is done with time of its own.</summary>
    private async Task FinishAsync(StepRunner runner, List<StepOutcome> done, CancellationToken ct)
    {
        var limit = options.Timeout / 3;
        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        for (var number = done.Count + 1; number <= options.Steps.Count; number++)
        {
            if (!options.Steps[number - 1].Always) continue;
            trace?.Say($"step {number}", options.Steps[number - 1].Name, "after the failure, as it is marked always");
            done.Add(await runner.RunAsync(number, limit, either.Token, ct));
        }
    }

    private ProbeResult Judge(IReadOnlyList<StepOutcome> done, DateTimeOffset at, PhaseTimings timings)
    {
        var failed = done.FirstOrDefault(s => s.Failure is not null);
        List<Finding> slips = [.. done.SelectMany(s => s.Slips.Select(f => f with { Message = $"{s.Told}：{f.Message}" }))];
        if (failed is null && HttpSpeed.Slow("全程耗时", "maxLatency", timings.Total, options.MaxLatency, trace) is { } slow) slips.Add(slow with { Code = "journey.latency" });
        var table = new Finding("journey.timing", FindingSeverity.Info, string.Join("；", done.Select(s => $"{s.Number} {s.Name} {s.Milliseconds:0} 毫秒{(s.Failure is null ? "" : "（失败）")}")));
        return new()
        {
            TargetId = target.Id,
            At = at,
            State = failed?.Failure!.State ?? (slips.Count > 0 ? ProbeState.Degraded : ProbeState.Up),
            FailedPhase = failed?.Failure!.Phase,
            Message = failed?.Message ?? (slips.Count > 0 ? string.Join("；", slips.Select(f => f.Message)) : null),
            Status = failed is null ? done[^1].Status : failed.Status,
            Timings = timings,
            Findings = [.. Broken(done, failed), .. slips, table],
        };
    }

    private static IEnumerable<Finding> Broken(IReadOnlyList<StepOutcome> done, StepOutcome? failed)
    {
        if (failed is { Failure.State: ProbeState.Down }) yield return new("journey.step", FindingSeverity.High, failed.Message);
        foreach (var again in done.Where(s => s.Failure is not null && s != failed))
            yield return new("journey.cleanup", FindingSeverity.Low, $"失败后的收尾也未成功，{again.Message}");
    }

    private static ProbeResult Masked(ProbeResult result, IReadOnlyList<Finding> certificates, SecretMask mask) => result with
    {
        Message = result.Message is null ? null : mask.Clean(result.Message),
        Findings = [.. result.Findings.Concat(certificates).Select(f => f with { Message = mask.Clean(f.Message) })],
    };
}
