using Monitor.Analysis.Detectors.Outage;
using Monitor.Analysis.Detectors.Statistics;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Core.Season;
using Monitor.Core.Signals;
using static Monitor.Analysis.Detectors.Chinese;

namespace Monitor.Analysis.Detectors.BudgetBurn;

/// <summary>
/// The error budget is used up too fast, also by failures that are never long enough for an outage: multi-window burn rates as in Google's Site
/// Reliability Workbook, chapter 5. A share of single failures that mean nothing is expected; only what exceeds it beyond chance counts.
/// </summary>
internal sealed class BudgetBurnDetector(BudgetBurnOptions options, ExamSeason season) : IDetector
{
    public const string KindName = "budget-burn";

    /// <summary>After so many results without failure nothing new is told.</summary>
    private const int Quiet = 5;

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
        var curve = window.ProbeCurve.GetValueOrDefault(target.Id, []).Where(b => !target.Maintenance.Any(m => m.Contains(b.At))).ToList();
        var burns = options.Windows.Select(w => (Window: w, Long: Burn.Of(target, season, curve, window.Now, w.Long), Short: Burn.Of(target, season, curve, window.Now, w.Short))).ToList();
        var told = burns.Where(b => b.Long.Known >= options.MinResults && b.Short.Known > 0).ToList();
        var fires = told.Where(b => b.Long.Rate >= b.Window.Rate && b.Short.Rate >= b.Window.Rate && Beyond(b.Long)).ToList();
        var isOpen = open.Contains(target.Id);
        if (fires.Count > 0 && (isOpen || !ToldOtherwise(target, window))) return open.Firing(Fire(target, fires.MaxBy(b => b.Window.Level), window.Now));
        if (!isOpen) return null;
        // While it still burns in any short window the trouble is not over; where nothing is known there, nobody can say.
        if (told.Count == 0) return open.Unknown(target.Id, $"{target.Name} 可用率状态未知", "最近没有足够的有效检测，不能说明可用率预算的消耗已经放缓。");
        return told.Any(b => b.Short.Rate >= b.Window.Rate && Beyond(b.Long))
            ? open.Unknown(target.Id, $"{target.Name} 可用率预算消耗待确认", "最近仍有失败，尚不能认定消耗已经放缓。")
            : open.Clear(target.Id, $"{target.Name} 可用率预算消耗已放缓", string.Join("；", told.Select(b => Invariant($"最近 {Span(b.Window.Short)}为允许速度的 {b.Short.Rate:0.#} 倍（阈值 {b.Window.Rate:0.#} 倍）"))) + "。");
    }

    /// <summary>An outage of its own is told as that, and one that has just ended need not be told again.</summary>
    private static bool ToldOtherwise(TargetDefinition target, JudgeWindow window)
    {
        if (window.OpenFingerprints.Contains($"{OutageDetector.KindName}:{target.Id}")) return true;
        var last = window.Probes.GetValueOrDefault(target.Id, []).Where(r => r.State != ProbeState.Unknown).Take(Quiet).ToList();
        return last.Count == Quiet && last.All(r => r.State != ProbeState.Down);
    }

    private bool Beyond(Burn burn) => new CountLaw(burn.Known * options.Noise / 100, 1).AtLeast(burn.Bad) <= options.Chance;

    private static Signal Fire(TargetDefinition target, (BurnWindow Window, Burn Long, Burn Short) burn, DateTimeOffset now) => new()
    {
        Kind = KindName,
        Subject = target.Id,
        Team = Team.Security,
        Level = burn.Window.Level,
        At = now,
        Since = burn.Long.Since ?? now,
        Title = $"{target.Name} 可用率预算消耗过快",
        Why = Invariant($"最近 {Span(burn.Window.Long)} {burn.Long.Known} 次有效检测中 {burn.Long.Bad} 次不可用，消耗速度为允许值的 {burn.Long.Rate:0.#} 倍，最近 {Span(burn.Window.Short)}为 {burn.Short.Rate:0.#} 倍（阈值 {burn.Window.Rate:0.#} 倍；可用率目标 {target.Slo:0.####}%")
            + (burn.Long.Weight > 1 ? Invariant($"；处于关键时段，按 {burn.Long.Weight:0.#} 倍计") : "") + "）。",
        Evidence = [target.Id],
        Incident = OutageDetector.IncidentOf(target.Id),
        Numbers = new Dictionary<string, double> { ["known"] = burn.Long.Known, ["bad"] = burn.Long.Bad, ["rate"] = Math.Round(burn.Long.Rate, 2), ["shortRate"] = Math.Round(burn.Short.Rate, 2) },
    };
}
