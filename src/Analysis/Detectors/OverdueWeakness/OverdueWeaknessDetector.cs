using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Core.Signals;
using Monitor.Core.Weaknesses;
using static Monitor.Analysis.Detectors.Chinese;

namespace Monitor.Analysis.Detectors.OverdueWeakness;

/// <summary>Weaknesses that were not mended by their day; one alert for each target. Numbers and counts only: alerts are read by more people than the register.</summary>
internal sealed class OverdueWeaknessDetector(OverdueWeaknessOptions options) : IDetector
{
    public const string KindName = "overdue-weakness";

    private const int MostNamed = 5;

    public string Kind => KindName;

    public IEnumerable<Signal> Detect(JudgeWindow window)
    {
        var open = new OpenSubjects(KindName, Team.Security, window);
        if (window.Weaknesses is null)
        {
            foreach (var subject in open.Rest()) yield return open.Unknown(subject, $"{subject} 隐患状态未知", "隐患台账暂时无法读取，不能认定已整改。");
            yield break;
        }

        var overdue = window.Weaknesses.Where(w => w.Severity >= options.MinSeverity && w.IsOverdueAt(window.Now)).ToLookup(w => w.TargetId, StringComparer.Ordinal);
        foreach (var target in window.Targets.Where(t => t.Enabled))
        {
            if (overdue[target.Id].ToList() is { Count: > 0 } late) yield return open.Firing(Fire(target, late, window.Now));
            else if (open.Contains(target.Id)) yield return open.Clear(target.Id, $"{target.Name} 没有超期隐患", "隐患已整改、已接受风险，或期限已改。");
        }

        foreach (var subject in open.Rest()) yield return open.Unwatched(subject, "该目标");
    }

    private static Signal Fire(TargetDefinition target, List<Weakness> late, DateTimeOffset now)
    {
        var ordered = late.OrderByDescending(w => w.Severity).ThenBy(w => w.Due).ThenBy(w => w.Id, StringComparer.Ordinal).ToList();
        var (oldest, high) = (late.Min(w => w.Due), late.Count(w => w.Severity == FindingSeverity.High));
        var days = WeaknessDays.Of(now).DayNumber - oldest.DayNumber;
        return new Signal
        {
            Kind = KindName,
            Subject = target.Id,
            Team = Team.Security,
            Level = high > 0 ? WarningLevel.Yellow : WarningLevel.Blue,
            At = now,
            Since = WeaknessDays.Begin(oldest.AddDays(1)),
            Title = $"{target.Name} 有 {late.Count} 项隐患超期未整改",
            Why = $"最长超期 {days} 天，其中高危 {high} 项；"
                + string.Join("；", ordered.Take(MostNamed).Select(w => Invariant($"{w.Id}（{Word(w.Severity)}），期限 {w.Due:yyyy-MM-dd}，责任人 {w.Owner ?? "未指定"}")))
                + (late.Count > MostNamed ? $"；另有 {late.Count - MostNamed} 项" : "") + "。",
            Evidence = [.. ordered.Select(w => w.Id)],
            Numbers = new Dictionary<string, double> { ["overdue"] = late.Count, ["high"] = high, ["days"] = days },
        };
    }

    private static string Word(FindingSeverity severity) => severity switch { FindingSeverity.High => "高危", FindingSeverity.Medium => "中危", _ => "低危" };
}
