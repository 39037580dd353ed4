using Monitor.Core.Contracts;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Exposure;

/// <summary>
/// Looks on own hosts, with an authorising document's number and until its end, for what should not be public. What is known stands in every
/// result, whether or not this look came by it again; a path that could not be asked is never a path that is safe now.
/// </summary>
/// <param name="wait">How the pace is kept; another in tests.</param>
internal sealed class ExposureProbe(
    TargetDefinition target, ExposureProbeOptions options, TimeProvider time, IProbeMemory memory, Func<TimeSpan, CancellationToken, Task>? wait = null) : IProbe
{
    public const string Looked = "exposure.looked";
    public const string Partial = "exposure.partial";

    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);
    private readonly IReadOnlyList<ExposureStep> _steps = ExposureStep.All(options);

    public async Task<ProbeResult> ProbeAsync(CancellationToken ct)
    {
        var (at, clock) = (time.GetUtcNow(), new PhaseClock());
        var result = new ProbeResult { TargetId = target.Id, At = at, State = ProbeState.Unknown };
        if (WhyNot(at) is { } refusal) return result with { FailedPhase = Phases.Check, Message = refusal };

        var book = await ExposureBook.ReadAsync(memory, target.Id, _steps, ct);
        using var door = new ExposureDoor(options, _steps.Select(s => s.Origin), clock, time, wait ?? ((span, token) => Task.Delay(span, time, token)));
        var tour = new ExposureTour(door, _steps, Fronts(), book, at, options.Timeout);
        await tour.RunAsync(ct);
        await book.WriteAsync(memory, target.Id, ct);
        // No timings: a look takes as long as its pace makes it, which is none of the host's latency.
        return Judge(tour, book, door.Sent, result);
    }

    /// <summary>Why nothing may be sent; null when it may.</summary>
    private string? WhyNot(DateTimeOffset at)
    {
        if (string.IsNullOrWhiteSpace(options.Authorisation) || options.Until is null || _steps.Count == 0) return "没有授权文号、期限或主机清单，未发送任何请求 / not authorised, nothing was sent";
        return DateOnly.FromDateTime(at.ToOffset(Beijing).Date) > options.Until
            ? $"授权（{options.Authorisation}）已于 {options.Until:yyyy-MM-dd} 到期，未发送任何请求 / the authorisation has ended, nothing was sent" : null;
    }

    /// <summary>What the front page can show: the checks without a path, consoles that have a port of their own, the folder's own list.</summary>
    private IReadOnlyList<ExposureCheck> Fronts() =>
        [.. ExposureCatalog.All.Where(c => !options.Skip.Contains(c.Id) && (c.Paths.Count == 0 || c.Kind is ExposureKind.Console or ExposureKind.Listing))];

    private ProbeResult Judge(ExposureTour tour, ExposureBook book, int sent, ProbeResult result)
    {
        var closed = tour.Hosts.Where(h => h.Closed).ToList();
        var dark = closed.Where(h => !h.Reached).ToList();
        var state = dark.Count == tour.Hosts.Count ? dark.Exists(h => h.Failed?.State == ProbeState.Unknown) ? ProbeState.Unknown : ProbeState.Down : dark.Count > 0 ? ProbeState.Degraded : ProbeState.Up;
        var unfinished = tour.Unfinished().ToList();
        return result with
        {
            State = state,
            FailedPhase = dark.Count == tour.Hosts.Count ? dark.FirstOrDefault()?.Failed?.Phase : null,
            Message = closed.Count > 0 ? string.Join("；", closed.Select(h => $"{h.Host}：{h.Why}")) : null,
            Findings =
            [
                .. ExposureFindings.Of(book.Known),
                .. unfinished.Select(h => new Finding(Partial, FindingSeverity.Info, $"{h} 尚未全部查完，下次接着查 / not all of {h} has been looked at yet") { Subject = h }),
                new(Looked, FindingSeverity.Info, $"依据授权 {options.Authorisation} 查看 {tour.Hosts.Count} 个主机，发送 {sent} 个请求，已知 {book.Known.Count} 处 / {tour.Hosts.Count} hosts, {sent} requests, {book.Known.Count} things known"),
            ],
        };
    }
}
