using Monitor.Core.Contracts;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Http;

/// <summary>Requests a page on a new connection, times every phase, and checks status, text, fields, values and speed.</summary>
internal sealed class HttpProbe(TargetDefinition target, HttpProbeOptions options, TimeProvider time, ProbeTrace? trace = null) : IProbe
{
    // Worked out once; checks are many.
    private readonly ExchangeSettings _settings = options.Settings;
    private readonly HttpAsk _ask = options.Ask;
    private readonly SecretMask? _mask = options.SecretHeaders.Count == 0 ? null : SecretMask.Of(options.SecretHeaders.Values.Select(s => s.Reveal()));

    public string? Host { get; } = new Uri(options.Url).Host;

    public async Task<ProbeResult> ProbeAsync(CancellationToken ct)
    {
        if (trace is not null) trace.Mask = _mask is null ? null : _mask.Clean;
        var at = time.GetUtcNow();
        var clock = new PhaseClock();
        try
        {
            using var exchange = new HttpExchange(_settings, clock, time, trace);
            return Masked(await CheckAsync(exchange, at, clock, ct));
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
            var answer = await exchange.RunAsync(_ask, either.Token);
            return Judge(answer, exchange.Certificates.Findings, at, clock.Stop()) with { Certificate = exchange.Certificates.Last };
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(ct);
        }
        catch (Exception e)
        {
            var failure = HttpFaults.Of(e, clock.Current ?? Phases.Check, exchange, options.Timeout);
            return Failed(failure, exchange.Certificates.Findings, at, clock.Stop()) with { Certificate = exchange.Certificates.Last };
        }
    }

    private ProbeResult Judge(HttpAnswer answer, IReadOnlyList<Finding> certificates, DateTimeOffset at, PhaseTimings timings)
    {
        if (trace is not null && answer.Body.Length > 0) trace.Say(Phases.Check, "charset", $"{answer.Page.Encoding}, decided by {answer.Page.By}{(answer.Page.Lie is { } lie ? $"; declared {lie}, which the bytes are not" : "")}");
        List<Finding> findings = [.. HttpChecks.Of(answer, options, trace), .. HttpSpeed.Of(timings, options, trace)];
        if (LesserVersion(answer) is { } lesser) findings.Add(lesser);
        var broken = findings.Any(HttpChecks.Breaks);
        return Result(at, timings) with
        {
            State = broken ? ProbeState.Down : findings.Count > 0 ? ProbeState.Degraded : ProbeState.Up,
            FailedPhase = broken ? Phases.Check : null,
            Message = findings.Count > 0 ? string.Join("；", findings.Select(f => f.Message)) : null,
            Status = answer.Status,
            // A certificate that is accepted and yet worth a word changes nothing about the service.
            Findings = [.. findings, .. certificates],
        };
    }

    private Finding? LesserVersion(HttpAnswer answer)
    {
        if (options.Version == VersionChoice.Auto) return null;
        var wanted = options.Version == VersionChoice.Http2 ? System.Net.HttpVersion.Version20 : System.Net.HttpVersion.Version11;
        trace?.Check("version", $"HTTP/{wanted}", $"HTTP/{answer.Version}", answer.Version >= wanted);
        return answer.Version >= wanted ? null : new("http.version", FindingSeverity.Medium, $"以 HTTP/{answer.Version} 应答，期望 HTTP/{wanted}");
    }

    private ProbeResult Failed(Failure failure, IReadOnlyList<Finding> certificates, DateTimeOffset at, PhaseTimings timings) => Result(at, timings) with
    {
        State = failure.State,
        FailedPhase = failure.Phase,
        Message = failure.Message,
        Findings = [.. failure.Findings, .. certificates],
    };

    private ProbeResult Masked(ProbeResult result) => _mask is null ? result : result with
    {
        Message = result.Message is null ? null : _mask.Clean(result.Message),
        Findings = [.. result.Findings.Select(f => f with { Message = _mask.Clean(f.Message) })],
    };

    private ProbeResult Result(DateTimeOffset at, PhaseTimings timings) =>
        new() { TargetId = target.Id, At = at, State = ProbeState.Unknown, Timings = timings };
}
