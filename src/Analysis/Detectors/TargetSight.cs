using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using static Monitor.Analysis.Detectors.Chinese;

namespace Monitor.Analysis.Detectors;

/// <summary>What is known of one target now. Unknown results are left out: they neither confirm nor end anything.</summary>
/// <param name="Known">Newest first.</param>
/// <param name="Blind">Why nothing can be said; null when something can.</param>
internal sealed record TargetSight(TargetDefinition Target, IReadOnlyList<ProbeResult> Known, string? Blind)
{
    public IReadOnlyList<ProbeResult> Down => [.. Known.TakeWhile(r => r.State == ProbeState.Down)];

    public IReadOnlyList<ProbeResult> Bad => [.. Known.TakeWhile(r => r.State != ProbeState.Up)];

    public IReadOnlyList<ProbeResult> Up => [.. Known.TakeWhile(r => r.State == ProbeState.Up)];

    public bool IsDown => Blind is null && Down.Count >= Target.Confirm;

    public bool Fails => Blind is null && Bad.Count >= Target.Confirm;

    /// <summary>Every known result of this stretch was good, and there were some.</summary>
    public bool GreenSince(DateTimeOffset from) => Blind is null && Up.Count > 0 && Known.Where(r => r.At >= from).All(r => r.State == ProbeState.Up);

    /// <param name="staleAfter">Older results say nothing about now; three intervals if that is longer.</param>
    public static TargetSight Of(TargetDefinition target, JudgeWindow window, TimeSpan staleAfter)
    {
        var known = window.Probes.GetValueOrDefault(target.Id, []).Where(r => r.State != ProbeState.Unknown).ToList();
        return new TargetSight(target, known, WhyBlind(target, known, window.Now, staleAfter));
    }

    private static string? WhyBlind(TargetDefinition target, List<ProbeResult> known, DateTimeOffset now, TimeSpan staleAfter)
    {
        if (known.Count == 0) return "没有可用的检测结果（缺失或无法判断），不能认定故障或恢复。";
        var limit = staleAfter > 3 * target.Interval ? staleAfter : 3 * target.Interval;
        var age = now - known[0].At;
        return age > limit ? $"最近一次有效检测在 {Span(age)}前，超过 {Span(limit)}，不能说明现状。" : null;
    }
}
