using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using static Monitor.Analysis.Detectors.Chinese;

namespace Monitor.Analysis.Detectors;

/// <summary>What is known of one target now. Unknown results are left out: they neither confirm nor end anything.</summary>
/// <param name="Known">Of all vantage points with recent results, newest first.</param>
/// <param name="Points">What each of them sees.</param>
/// <param name="Blind">Why nothing can be said; null when something can.</param>
internal sealed record TargetSight(TargetDefinition Target, IReadOnlyList<ProbeResult> Known, IReadOnlyList<ConfirmedState> Points, string? Blind)
{
    /// <summary>Good results in a row that end an outage, where neither target nor rule says otherwise.</summary>
    public const int UsualRecover = 2;

    public IReadOnlyList<ProbeResult> Down => [.. Bad.Where(r => r.State == ProbeState.Down)];

    /// <summary>What failed since the trouble began, newest first.</summary>
    public IReadOnlyList<ProbeResult> Bad => [.. Points.Where(p => p.State != ProbeState.Up).SelectMany(p => p.Run).OrderByDescending(r => r.At)];

    public IReadOnlyList<ProbeResult> Up => [.. Known.TakeWhile(r => r.State == ProbeState.Up)];

    public bool IsDown => Blind is null && Seeing(p => p.State == ProbeState.Down);

    public bool Fails => Blind is null && Seeing(p => p.State != ProbeState.Up);

    /// <summary>It fails, but the last result was good wherever it does; too few of them yet.</summary>
    public bool Easing => Fails && Points.Where(p => p.State != ProbeState.Up).All(p => p.Good > 0);

    /// <summary>Good results in a row up to now, where the most are.</summary>
    public int Good => Points.Select(p => p.Good).DefaultIfEmpty().Max();

    /// <summary>How many vantage points see it fail.</summary>
    public int Failing => Points.Count(p => p.State != ProbeState.Up);

    /// <summary>Every known result of this stretch was good, and there were some.</summary>
    public bool GreenSince(DateTimeOffset from) => Blind is null && Up.Count > 0 && Known.Where(r => r.At >= from).All(r => r.State == ProbeState.Up);

    /// <summary>So many vantage points had enough good results in a row that those left could not make a failure.</summary>
    public bool Recovered(int recover) => Blind is null && Points.Count(p => p.Good >= recover) > Points.Count - Target.Vantages;

    /// <param name="target">The target.</param>
    /// <param name="window">Its results.</param>
    /// <param name="staleAfter">Older results say nothing about now; three intervals if that is longer. A vantage point without newer ones does not count.</param>
    /// <param name="recover">Where the target does not say.</param>
    public static TargetSight Of(TargetDefinition target, JudgeWindow window, TimeSpan staleAfter, int recover = UsualRecover)
    {
        var limit = staleAfter > 3 * target.Interval ? staleAfter : 3 * target.Interval;
        var known = window.Probes.GetValueOrDefault(target.Id, []).Where(r => r.State != ProbeState.Unknown).ToList();
        // Nearly always there is one vantage point, this one; thousands of targets are looked at every few seconds.
        List<List<ProbeResult>> points = known.TrueForAll(r => r.Vantage is null) ? [known] : [.. known.GroupBy(r => r.Vantage, StringComparer.Ordinal).Select(g => g.ToList())];
        points.RemoveAll(p => p.Count == 0 || window.Now - p[0].At > limit);
        return new TargetSight(
            target,
            points.Count == 1 ? points[0] : [.. points.SelectMany(p => p).OrderByDescending(r => r.At)],
            [.. points.Select(p => ConfirmedState.Of(Enumerable.Reverse(p), target.Confirm, target.Of ?? target.Confirm, target.Recover ?? recover))],
            WhyBlind(target, known, points.Count, window.Now, limit));
    }

    private bool Seeing(Func<ConfirmedState, bool> what) => Points.Count(what) >= Target.Vantages;

    private static string? WhyBlind(TargetDefinition target, List<ProbeResult> known, int fresh, DateTimeOffset now, TimeSpan limit)
    {
        if (known.Count == 0) return "没有可用的检测结果（缺失或无法判断），不能认定故障或恢复。";
        if (fresh == 0) return $"最近一次有效检测在 {Span(now - known[0].At)}前，超过 {Span(limit)}，不能说明现状。";
        return fresh < target.Vantages ? $"只有 {fresh} 个检测点有 {Span(limit)}内的有效结果，要求 {target.Vantages} 个，不能认定故障或恢复。" : null;
    }
}
