using Monitor.Core.Contracts;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Http;

/// <summary>Requests a page on a new connection, times every phase, and checks status, text and speed.</summary>
internal sealed class HttpProbe(TargetDefinition target, HttpProbeOptions options, TimeProvider time) : IProbe
{
    public string? Host { get; } = new Uri(options.Url).Host;

    public async Task<ProbeResult> ProbeAsync(CancellationToken ct)
    {
        var at = time.GetUtcNow();
        var clock = new PhaseClock();
        try
        {
            using var exchange = new HttpExchange(options, clock, time);
            return await CheckAsync(exchange, at, clock, ct);
        }
        catch (OptionFileException e)
        {
            return Failed(Failure.Of(e, Phases.Check, options.Timeout), [], at, clock.Stop());
        }
    }

    private async Task<ProbeResult> CheckAsync(HttpExchange exchange, DateTimeOffset at, PhaseClock clock, CancellationToken ct)
    {
        using var timer = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        try
        {
            var answer = await exchange.RunAsync(either.Token);
            return Judge(answer, at, clock.Stop()) with { Certificate = exchange.Certificate };
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(ct);
        }
        catch (Exception e)
        {
            return Failed(Failure.Of(e, clock.Current ?? Phases.Check, options.Timeout), exchange.CertificateFindings, at, clock.Stop()) with { Certificate = exchange.Certificate };
        }
    }

    private ProbeResult Judge(HttpAnswer answer, DateTimeOffset at, PhaseTimings timings)
    {
        var findings = HttpChecks.Of(answer, options, timings.Total);
        var broken = findings.Any(HttpChecks.Breaks);
        return Result(at, timings) with
        {
            State = broken ? ProbeState.Down : findings.Count > 0 ? ProbeState.Degraded : ProbeState.Up,
            FailedPhase = broken ? Phases.Check : null,
            Message = findings.Count > 0 ? string.Join("；", findings.Select(f => f.Message)) : null,
            Status = answer.Status,
            Findings = findings,
        };
    }

    private ProbeResult Failed(Failure failure, IReadOnlyList<Finding> findings, DateTimeOffset at, PhaseTimings timings) =>
        Result(at, timings) with
        {
            State = failure.State,
            FailedPhase = failure.Phase,
            Message = findings.Count > 0 ? string.Join("；", findings.Select(f => f.Message)) : failure.Message,
            Findings = findings,
        };

    private ProbeResult Result(DateTimeOffset at, PhaseTimings timings) =>
        new() { TargetId = target.Id, At = at, State = ProbeState.Unknown, Timings = timings };
}
