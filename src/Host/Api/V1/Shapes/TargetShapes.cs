using System.Security.Claims;
using Monitor.Core.Probes;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Pages;

namespace Monitor.Host.Api.V1.Shapes;

/// <summary>A guarded system as the board's light shows it.</summary>
/// <param name="State">unknown when the last result is too old to say.</param>
/// <param name="Unconfirmed">Down, but not yet for as many checks as its rule asks.</param>
internal sealed record TargetShape(string Id, string Name, string Kind, ProbeState State, bool Unconfirmed, DateTimeOffset? CheckedAt)
{
    public static TargetShape Of(TargetLight l) => new(l.Target.Id, l.Target.Name, l.Target.Kind, l.State, l.Unconfirmed, l.Hour.Count > 0 ? l.Hour[0].At : null);
}

/// <param name="Results">Of the last 24 hours, newest first.</param>
internal sealed record TargetDetail(TargetShape Target, IReadOnlyList<CheckShape> Results);

/// <summary>One check.</summary>
/// <param name="Message">Null too for who may not see what was found, since it repeats it.</param>
/// <param name="Hidden">Findings left out for this role.</param>
internal sealed record CheckShape(
    DateTimeOffset At, ProbeState State, string? Vantage, string? FailedPhase, int? Status, string? Message, TimingShape? Milliseconds, IReadOnlyList<FindingShape> Findings, int Hidden)
{
    public static CheckShape Of(ClaimsPrincipal user, ProbeResult r)
    {
        var seen = r.Findings.Where(f => Permissions.Sees(user, f)).Select(f => new FindingShape(f.Code, f.Severity, f.Message, f.Subject)).ToList();
        var hidden = r.Findings.Count - seen.Count;
        return new CheckShape(r.At, r.State, r.Vantage, r.FailedPhase, r.Status, hidden == 0 ? r.Message : null, TimingShape.Of(r.Timings), seen, hidden);
    }
}

/// <summary>Of each phase; null where it did not happen.</summary>
internal sealed record TimingShape(double? Dns, double? Connect, double? Tls, double? FirstByte, double? Body, double Total)
{
    public static TimingShape? Of(PhaseTimings? t) => t is null ? null : new(t.Dns, t.Connect, t.Tls, t.FirstByte, t.Body, t.Total);
}

internal sealed record FindingShape(string Code, FindingSeverity Severity, string Message, string? Subject);
