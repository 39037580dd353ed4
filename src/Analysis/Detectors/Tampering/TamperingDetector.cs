using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Core.Signals;
using static Monitor.Analysis.Detectors.Chinese;

namespace Monitor.Analysis.Detectors.Tampering;

/// <summary>A page of a target shows what someone else put there, several looks in a row: orange for high findings, yellow for medium ones.</summary>
internal sealed class TamperingDetector(TamperingOptions options) : IDetector
{
    public const string KindName = "tampering";

    public string Kind => KindName;

    public IEnumerable<Signal> Detect(JudgeWindow window)
    {
        var open = new OpenSubjects(KindName, Team.Security, window);
        foreach (var target in window.Targets.Where(t => t.Enabled))
        {
            if (Judge(target, window, open) is { } signal) yield return signal;
        }

        foreach (var subject in open.Rest())
            yield return open.Unwatched(subject, "该目标");
    }

    private Signal? Judge(TargetDefinition target, JudgeWindow window, OpenSubjects open)
    {
        var limit = options.StaleAfter > 3 * target.Interval ? options.StaleAfter : 3 * target.Interval;
        // A look that failed, as an outage does, saw no page: it neither confirms nor ends anything.
        var looks = window.Probes.GetValueOrDefault(target.Id, []).Where(r => r.State is ProbeState.Up or ProbeState.Degraded).ToList();
        if (looks.Count == 0 || window.Now - looks[0].At > limit)
            return open.Contains(target.Id) ? open.Unknown(target.Id, $"{target.Name} 页面状态未知", "最近的检测未能看到页面，不能认定篡改已清除。") : null;
        foreach (var (severity, level) in new[] { (FindingSeverity.High, WarningLevel.Orange), (FindingSeverity.Medium, WarningLevel.Yellow) })
        {
            var run = looks.TakeWhile(r => Worrying(r, severity).Any()).ToList();
            if (run.Count >= options.Confirm) return open.Firing(Fire(target, run, severity, level, window.Now));
        }

        if (!open.Contains(target.Id)) return null;
        var clean = looks.TakeWhile(r => !Worrying(r, FindingSeverity.Medium).Any()).Count();
        return clean >= options.RecoverAfter
            ? open.Clear(target.Id, $"{target.Name} 页面恢复正常", $"最近连续 {clean} 次检测未再发现篡改迹象（要求 {options.RecoverAfter} 次）。")
            : open.Unknown(target.Id, $"{target.Name} 页面待确认", $"最近连续 {clean} 次检测未见篡改迹象，确认恢复需要 {options.RecoverAfter} 次。");
    }

    private IEnumerable<Finding> Worrying(ProbeResult result, FindingSeverity least) => result.Findings
        .Where(f => f.Severity >= least && options.Codes.Any(c => f.Code.StartsWith(c, StringComparison.Ordinal)))
        .OrderByDescending(f => f.Severity);

    private Signal Fire(TargetDefinition target, List<ProbeResult> run, FindingSeverity severity, WarningLevel level, DateTimeOffset now)
    {
        var findings = Worrying(run[0], severity).ToList();
        return new()
        {
            Kind = KindName,
            Subject = target.Id,
            Team = Team.Security,
            Level = level,
            At = now,
            Since = run[^1].At,
            Title = level == WarningLevel.Orange ? $"{target.Name} 页面疑似被篡改" : $"{target.Name} 页面有未经确认的改动",
            Why = $"连续 {run.Count} 次检测发现（阈值 {options.Confirm} 次）：{string.Join("；", findings.Take(3).Select(f => $"{Quote(f.Message, 160)}（{f.Code}）"))}",
            Evidence = [.. run.Take(10).Select(r => r.At.ToString("O"))],
            Numbers = new Dictionary<string, double> { ["findings"] = findings.Count, ["consecutive"] = run.Count, ["confirm"] = options.Confirm },
        };
    }
}
