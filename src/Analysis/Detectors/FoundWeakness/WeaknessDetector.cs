using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Core.Signals;
using static Monitor.Analysis.Detectors.Chinese;

namespace Monitor.Analysis.Detectors.FoundWeakness;

/// <summary>
/// One alert for each weakness a probe tells of, however many looks tell of it: the code, and what it is about. It ends when a look that could
/// see no longer tells it; what a look has not come to (its kind's <c>.partial</c>) it could not see.
/// </summary>
internal sealed class WeaknessDetector(WeaknessOptions options) : IDetector
{
    public const string KindName = "weakness";

    private const string Partial = ".partial";

    public string Kind => KindName;

    public IEnumerable<Signal> Detect(JudgeWindow window)
    {
        var open = new OpenSubjects(KindName, Team.Security, window);
        foreach (var target in window.Targets.Where(t => t.Enabled))
        {
            foreach (var signal in Judge(target, window, open)) yield return signal;
        }

        foreach (var subject in open.Rest())
            yield return open.Unwatched(subject, "该目标");
    }

    private IEnumerable<Signal> Judge(TargetDefinition target, JudgeWindow window, OpenSubjects open)
    {
        var results = window.Probes.GetValueOrDefault(target.Id, []);
        var limit = options.StaleAfter > 3 * target.Interval ? options.StaleAfter : 3 * target.Interval;
        var newest = results.Count > 0 && window.Now - results[0].At <= limit ? results[0] : null;
        foreach (var told in newest is null ? [] : Weaknesses(newest).GroupBy(f => SubjectOf(target, f), StringComparer.Ordinal))
            yield return open.Firing(Fire(target, told.Key, [.. told.OrderByDescending(f => f.Severity)], newest!, Since(target, told.Key, results), window.Now));

        foreach (var subject in open.Rest().Where(s => s.StartsWith(target.Id + ":", StringComparison.Ordinal)))
        {
            yield return newest is { State: ProbeState.Up or ProbeState.Degraded } && !Unseen(newest, subject)
                ? open.Clear(subject, $"{target.Name} 的隐患已消除", $"{Moment(newest.At)} 的检查能够看到，且不再报告：{subject[(target.Id.Length + 1)..]}。")
                : open.Unknown(subject, $"{target.Name} 的隐患状态未知", "最近的检查未能看到，不能认定隐患已消除。");
        }
    }

    private IEnumerable<Finding> Weaknesses(ProbeResult result) =>
        result.Findings.Where(f => f.Severity >= options.MinSeverity && options.Codes.Any(c => f.Code.StartsWith(c, StringComparison.Ordinal)));

    private static string SubjectOf(TargetDefinition target, Finding finding) => $"{target.Id}:{finding.Code}{(finding.Subject is { } about ? ":" + about : "")}";

    /// <summary>The look says that it has not come to it: to nothing of its kind, or not to this host.</summary>
    private static bool Unseen(ProbeResult result, string subject) => result.Findings.Any(f =>
        f.Code.EndsWith(Partial, StringComparison.Ordinal)
        && subject.Contains($":{f.Code[..^Partial.Length]}.", StringComparison.Ordinal)
        && (f.Subject is null || subject.EndsWith(":" + f.Subject, StringComparison.OrdinalIgnoreCase) || subject.Contains($":{f.Subject}/", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Oldest of the newest unbroken run of results that tell it; results that could not see are stepped over.</summary>
    private DateTimeOffset Since(TargetDefinition target, string subject, IReadOnlyList<ProbeResult> results)
    {
        var since = results[0].At;
        foreach (var result in results)
        {
            if (Weaknesses(result).Any(f => SubjectOf(target, f) == subject)) since = result.At;
            else if (result.State is ProbeState.Up or ProbeState.Degraded) break;
        }

        return since;
    }

    private static Signal Fire(TargetDefinition target, string subject, List<Finding> findings, ProbeResult newest, DateTimeOffset since, DateTimeOffset now) => new()
    {
        Kind = KindName,
        Subject = subject,
        Team = Team.Security,
        Level = findings[0].Severity == FindingSeverity.High ? WarningLevel.Yellow : WarningLevel.Blue,
        At = now,
        Since = since,
        Title = $"{target.Name} 发现隐患{(findings[0].Subject is { } about ? $"：{Quote(about, 80)}" : "")}",
        Why = string.Join("；", findings.Take(3).Select(f => $"{Quote(f.Message, 300)}（{f.Code}）")),
        Evidence = [newest.At.ToString("O")],
        Numbers = new Dictionary<string, double> { ["findings"] = findings.Count },
    };
}
