using Monitor.Core.Contracts;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Capacity;

/// <summary>
/// Reads how much of something is used and warns before it is full: by share of the limit, and by the trend of the readings. A full queue may still be served, so
/// even at the limit the target is degraded; down is an endpoint that cannot be had, and a number that is missing is unknown.
/// </summary>
internal sealed class CapacityProbe(TargetDefinition target, CapacityProbeOptions options, TimeProvider time, IProbeMemory memory) : IProbe
{
    public const string Full = "capacity.limit";
    public const string High = "capacity.high";
    public const string Rising = "capacity.trend";
    public const string Missing = "capacity.missing";
    public const string Refused = "capacity.refused";
    public const string Told = "capacity.reading";

    private readonly ReadingBook _book = new(memory, target.Id, options.Window);

    public string? Host { get; } = new Uri(options.Url).Host;

    public async Task<ProbeResult> ProbeAsync(CancellationToken ct)
    {
        var (at, clock) = (time.GetUtcNow(), new PhaseClock());
        using var timer = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        try
        {
            using var exchange = new CapacityExchange(options, clock, time);
            var (status, used, max) = await exchange.RunAsync(either.Token);
            var result = status == 200 ? await JudgeAsync(at, used, max, ct) : Unanswered(at, status);
            return result with { Status = status, Timings = clock.Stop() };
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(ct);
        }
        catch (Exception e)
        {
            var failure = Failure.Of(e, clock.Current ?? Phases.Check, options.Timeout);
            return Result(at, failure.State, failure.Message) with { FailedPhase = failure.Phase, Timings = clock.Stop() };
        }
    }

    private async Task<ProbeResult> JudgeAsync(DateTimeOffset at, Measured used, Measured max, CancellationToken ct)
    {
        if (used.Value is not { } value) return Gone(at, options.Used, used.Fault);
        if (max.Value is not { } limit) return Gone(at, options.Max ?? "limit", max.Fault);
        if (limit <= 0) return Gone(at, options.Max ?? "limit", FormattableString.Invariant($"的值是 {limit}，上限应大于 0"));
        var share = value / limit;
        var readings = await _book.AddAsync(new Reading(at, share), ct);
        var told = FormattableString.Invariant($"已用 {value:0.###}，上限 {limit:0.###}（{share * 100:0.#}%）");
        var findings = Findings(share, told, readings).ToList();
        return Result(at, findings.Count > 0 ? ProbeState.Degraded : ProbeState.Up, findings.Count > 0 ? string.Join("；", findings.Select(f => f.Message)) : told) with
        {
            Findings = [.. findings, new Finding(Told, FindingSeverity.Info, told)],
        };
    }

    private IEnumerable<Finding> Findings(double share, string told, IReadOnlyList<Reading> readings)
    {
        if (share >= 1) yield return new(Full, FindingSeverity.High, $"已达上限：{told}");
        else if (share >= options.WarnAt) yield return new(High, FindingSeverity.Medium, FormattableString.Invariant($"接近上限：{told}，提醒线 {options.WarnAt * 100:0.#}%"));
        if (share >= 1 || options.Horizon == TimeSpan.Zero || Trend.Of(readings, options.Window / 4) is not { } trend || trend.FullIn > options.Horizon) yield break;
        yield return new(Rising, FindingSeverity.Medium, FormattableString.Invariant($"持续上升，约 {SpanWords.Of(Minutes(trend.FullIn))}后达到上限：{told}，每小时增加 {trend.PerHour * 100:0.#}%"));
    }

    /// <summary>Asked for and not let in, we learn nothing; any other answer than 200 is none.</summary>
    private ProbeResult Unanswered(DateTimeOffset at, int status) => status is 401 or 403
        ? Result(at, ProbeState.Unknown, $"状态码 {status}，凭据被拒绝，无法判断") with { FailedPhase = Phases.Check, Findings = [new(Refused, FindingSeverity.Medium, $"状态码 {status}，凭据被拒绝")] }
        : Result(at, ProbeState.Down, $"状态码 {status}，期望 200") with { FailedPhase = Phases.Check, Findings = [new("http.status", FindingSeverity.High, $"状态码 {status}，期望 200")] };

    private ProbeResult Gone(DateTimeOffset at, string name, string? why) =>
        Result(at, ProbeState.Unknown, $"{name} {why}，无法判断") with { FailedPhase = Phases.Check, Findings = [new(Missing, FindingSeverity.Medium, $"{name} {why}")] };

    private ProbeResult Result(DateTimeOffset at, ProbeState state, string? message) => new() { TargetId = target.Id, At = at, State = state, Message = message };

    private static TimeSpan Minutes(TimeSpan span) => TimeSpan.FromMinutes(Math.Max(1, Math.Round(span.TotalMinutes)));
}
