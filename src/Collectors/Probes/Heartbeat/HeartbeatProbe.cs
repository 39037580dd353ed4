using Monitor.Core.Contracts;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Heartbeat;

/// <summary>
/// A dead man's switch: judges whether a job has reported in when it should. Asks nobody; until the first report nobody knows whether the job exists, so the
/// state is unknown.
/// </summary>
internal sealed class HeartbeatProbe(TargetDefinition target, HeartbeatProbeOptions options, TimeProvider time, IProbeMemory memory) : IProbe
{
    public const string Late = "heartbeat.late";
    public const string Failed = "heartbeat.fail";
    public const string Long = "heartbeat.long";

    private readonly BeatSchedule _schedule = new(options);
    private readonly BeatBook _book = new(memory);

    public async Task<ProbeResult> ProbeAsync(CancellationToken ct)
    {
        var (now, clock) = (time.GetUtcNow(), new PhaseClock());
        var (last, start) = await _book.ReadAsync(target.Id, ct);
        return Judge(now, last, start?.At > (last?.At ?? DateTimeOffset.MinValue) ? start : null) with { Timings = clock.Stop() };
    }

    /// <param name="running">A start that nothing has followed.</param>
    private ProbeResult Judge(DateTimeOffset now, Beat? last, Beat? running)
    {
        if (last is null && running is null) return Result(now, ProbeState.Unknown, "尚未收到任何报到，收到首次报到后开始判断");
        // Whoever began in time is not late while it may still be at work; what never ends is late when the next run would be.
        var inTime = running is not null && options.Longest is { } longest && now - running.At <= longest;
        var from = running is not null && options.Longest is not null ? running.At : last?.At ?? running!.At;
        if (!inTime && _schedule.After(from) is { } due && now > due + options.Grace)
            return Result(now, ProbeState.Down, $"已 {SpanWords.Of(now - (last ?? running!).At)}未{(last is null ? "完成" : "报到")}（{_schedule.Words(due)}）", (Late, FindingSeverity.High));
        if (last?.Status == BeatStatus.Fail) return Result(now, ProbeState.Down, $"任务报告失败{Quote(last.Message)}", (Failed, FindingSeverity.High));
        if (running is not null && options.Longest is { } most && !inTime)
            return Result(now, ProbeState.Degraded, $"任务已开始 {SpanWords.Of(now - running.At)}仍未完成（应在 {SpanWords.Of(most)}内）", (Long, FindingSeverity.Medium));
        if (last is null) return Result(now, ProbeState.Unknown, "任务首次运行中，尚未报告完成");
        return Result(now, ProbeState.Up, running is not null ? $"任务运行中，已 {SpanWords.Of(now - running.At)}" : null);
    }

    private static string Quote(string? message) => string.IsNullOrWhiteSpace(message) ? "" : $"：{message}";

    private ProbeResult Result(DateTimeOffset at, ProbeState state, string? message, (string Code, FindingSeverity Severity)? found = null) => new()
    {
        TargetId = target.Id,
        At = at,
        State = state,
        FailedPhase = state == ProbeState.Down ? Phases.Check : null,
        Message = message,
        Findings = found is var (code, severity) ? [new Finding(code, severity, message ?? "")] : [],
    };
}
