using Monitor.Analysis.Detectors.Outage;
using Monitor.Analysis.Detectors.Statistics;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Core.Signals;
using static Monitor.Analysis.Detectors.Chinese;

namespace Monitor.Analysis.Detectors.SlowHours;

/// <summary>Answers take much longer than at this hour on other days, though they still come: the busy evening is not held against the quiet night.</summary>
internal sealed class SlowHoursDetector(SlowHoursOptions options) : IDetector
{
    public const string KindName = "slow-hours";

    public string Kind => KindName;

    public IEnumerable<Signal> Detect(JudgeWindow window)
    {
        var open = new OpenSubjects(KindName, Team.Security, window);
        foreach (var target in window.Targets.Where(t => t.Enabled))
            if (Judge(target, window, open) is { } signal) yield return signal;
        foreach (var subject in open.Rest())
            yield return open.Unwatched(subject, "该目标");
    }

    private Signal? Judge(TargetDefinition target, JudgeWindow window, OpenSubjects open)
    {
        var isOpen = open.Contains(target.Id);
        if (!isOpen && !window.ProbeHours.ContainsKey(target.Id)) return null;
        var results = window.Probes.GetValueOrDefault(target.Id, []);
        var recent = results.TakeWhile(r => r.At > window.Now - options.Window).Where(r => ProbeBucket.TimeOf(r) is not null).ToList();
        if (recent.Count < options.MinSamples || UsualHour.Of(window.ProbeHours.GetValueOrDefault(target.Id, []), window.Now, options) is not { } usual)
            return isOpen ? open.Unknown(target.Id, $"{target.Name} 响应时间状态未知", "可比较的检测结果不足，不能说明响应已恢复。") : null;

        var now = Middle.Median([.. recent.Select(r => r.Timings!.Total)]);
        var excess = now - usual.Median;
        // Once open, half the way back ends it: near the line it would open and close with every look.
        var share = isOpen ? 0.5 : 1;
        if (excess >= share * options.Deviations * usual.Spread && excess >= share * options.MinExcessMs && now >= usual.Median * (1 + (share * (options.MinFactor - 1))))
            return open.Firing(Fire(target, usual, now, recent, [.. results.Where(r => r.At <= window.Now - options.Window && ProbeBucket.TimeOf(r) is not null)], window.Now));
        return isOpen ? open.Clear(target.Id, $"{target.Name} 响应时间已恢复", Invariant($"最近 {Span(options.Window)}中位 {now:0} 毫秒，同一时段平常 {usual.Median:0} 毫秒。")) : null;
    }

    private Signal Fire(TargetDefinition target, UsualHour usual, double now, List<ProbeResult> recent, List<ProbeResult> before, DateTimeOffset at) => new()
    {
        Kind = KindName,
        Subject = target.Id,
        Team = Team.Security,
        Level = WarningLevel.Yellow,
        At = at,
        Since = recent[^1].At,
        Title = $"{target.Name} 响应明显变慢",
        Why = Invariant($"最近 {Span(options.Window)} {recent.Count} 次检测中位 {now:0} 毫秒，{(usual.SameWeekday ? "过去几周同一星期几的" : "过去四周")}同一时段（{usual.Days} 天）中位 {usual.Median:0} 毫秒，高出 {(now - usual.Median) / usual.Spread:0.#} 个离差（阈值 {options.Deviations:0.#} 个且 {options.MinExcessMs:0} 毫秒）。") + GrownPhase.Words(recent, before),
        Evidence = [target.Id],
        Incident = OutageDetector.IncidentOf(target.Id),
        Numbers = new Dictionary<string, double> { ["medianMs"] = Math.Round(now), ["usualMs"] = Math.Round(usual.Median), ["days"] = usual.Days },
    };
}
