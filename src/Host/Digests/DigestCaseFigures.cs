using Monitor.Alerts.Digest;
using Monitor.Core.Cases;

namespace Monitor.Host.Digests;

/// <summary>Cases of the period, as they stood at its end: what happened later does not change a letter of the past.</summary>
internal static class DigestCaseFigures
{
    public static DigestCases Of(IReadOnlyList<Case> cases, CaseLimits limits, DigestSpan span)
    {
        bool Within(DateTimeOffset? at) => at >= span.From && at < span.Until;
        var late = cases.SelectMany(c => Clocks(c, limits, span.Until).Where(x => x.State is ClockState.Late or ClockState.MetLate && Within(x.Due)).Select(x => (Case: c.Id, x.Kind))).ToList();
        int Of(ClockKind kind) => late.Count(x => x.Kind == kind);
        return new DigestCases(
            cases.Count(c => Within(c.OpenedAt)), cases.Count(c => Within(c.ClosedAt)), cases.Count(c => c.ClosedAt is null || c.ClosedAt >= span.Until), late.Select(x => x.Case).Distinct().Count())
        {
            LateFirstWord = Of(ClockKind.FirstWord),
            LateBriefing = Of(ClockKind.Briefing),
            LateReply = Of(ClockKind.Reply),
        };
    }

    private static IReadOnlyList<CaseClock> Clocks(Case c, CaseLimits limits, DateTimeOffset until)
    {
        DateTimeOffset? Then(DateTimeOffset? at) => at < until ? at : null;
        return CaseClock.Of(c with { AnsweredAt = Then(c.AnsweredAt), BriefedAt = Then(c.BriefedAt), ClosedAt = Then(c.ClosedAt) }, limits, until);
    }
}
