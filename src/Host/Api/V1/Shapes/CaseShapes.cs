using Monitor.Core.Alerts;
using Monitor.Core.Cases;
using Monitor.Core.Security;

namespace Monitor.Host.Api.V1.Shapes;

internal sealed record CaseShape(
    string Id, string Title, CaseState State, CaseVerdict? Verdict, string? VerdictNote, Team Team, WarningLevel Level, bool Restricted, string? Department, string? Handler, string? Handling,
    AnswerShape? Answer, string? Result, string? Alert, string? Story, string OpenedBy, DateTimeOffset OpenedAt, DateTimeOffset UpdatedAt, DateTimeOffset? ClosedAt, int Version, IReadOnlyList<ClockShape> Clocks)
{
    public static CaseShape Of(Case c, CaseLimits limits, DateTimeOffset now) => new(
        c.Id, c.Title, c.State, c.Verdict, c.VerdictNote, c.Team, c.Level, c.Restricted, c.Department, c.Handler, c.Handling,
        c.Answer is { } a ? new AnswerShape(a.Text, a.Denied, a.Url, a.At, a.Who) : null, c.Result, c.AlertId, c.StoryId, c.OpenedBy, c.OpenedAt, c.UpdatedAt, c.ClosedAt, c.Version,
        [.. CaseClock.Of(c, limits, now).Select(k => new ClockShape(k.Kind, k.Due, k.State))]);
}

internal sealed record AnswerShape(string Text, string? Denied, string? Url, DateTimeOffset At, string Who);

internal sealed record ClockShape(ClockKind Kind, DateTimeOffset Due, ClockState State);

internal sealed record CaseDetail(CaseShape Case, IReadOnlyList<TrailShape> Trail);

internal sealed record TrailShape(DateTimeOffset At, string Who, string Action, string? Detail)
{
    public static TrailShape Of(AuditEntry e) => new(e.At, e.Who, e.Action, e.Detail);
}

/// <summary>Fields of a step; each step reads its own.</summary>
/// <param name="Version">Of the case as it was seen: a step on an older state is refused.</param>
/// <param name="Verdict">judge.</param>
/// <param name="Note">judge, handle.</param>
/// <param name="Department">route.</param>
/// <param name="Handler">route.</param>
/// <param name="Text">answer.</param>
/// <param name="Denied">answer: the rumour in its own words.</param>
/// <param name="Url">answer.</param>
/// <param name="Result">close.</param>
internal sealed record StepBody(int Version, CaseVerdict? Verdict, string? Note, string? Department, string? Handler, string? Text, string? Denied, string? Url, string? Result);
