using System.Globalization;
using System.Security.Claims;
using Monitor.Core.Alerts;
using Monitor.Core.Cases;
using Monitor.Core.Security;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Pages;
using Monitor.Host.Cases;
using Monitor.Host.Live;

namespace Monitor.Host.Board.Acts;

/// <summary>A step of a case, for the pages and the API: allowed by role and by the rules, stored with its trace, then published if it is an answer.</summary>
internal static class CaseActs
{
    private const string Changed = "事件刚被其他人修改，请返回刷新后再提交。";

    public static async Task<ActEnd> StepAsync(ClaimsPrincipal user, string id, string step, IFormCollection form, Desk desk, ICaseWords words, ChangeBus bus, CancellationToken ct)
    {
        if (await desk.Ledger.CaseAsync(id, ct) is not { } subject) return ActEnd.NotFound("事件");
        if (!Permissions.MayHandle(user, subject)) return ActEnd.Forbidden;
        if (CaseStepForm.Read(step, form, desk.Config.Cases.Departments) is not { } wanted) return ActEnd.BadInput("the step or one of its fields is not known, or not as expected");
        // What a person saw is what the step is about: a step on an older state could undo a colleague's.
        if (form["version"] != subject.Version.ToString(CultureInfo.InvariantCulture)) return ActEnd.Conflict(Changed);

        var who = user.Identity!.Name!;
        var move = CaseMachine.Apply(subject, wanted, who, desk.Now);
        if (move.Next is not { } next) return ActEnd.Conflict(move.Refusal!);
        try
        {
            await desk.Ledger.SaveCaseAsync(next, new AuditEntry(desk.Now, who, move.Action, id, move.Detail), ct);
        }
        catch (InvalidOperationException)
        {
            return ActEnd.Conflict(Changed);
        }

        if (wanted is JudgeStep) await FeedBackAsync(desk, next, who, bus, ct);
        if (wanted is AnswerStep) await words.PublishAsync(next, ct);
        bus.Publish("cases");
        return ActEnd.Done;
    }

    /// <summary>The verdict also says whether the alert was worth the call; as on the alert's page the last word counts.</summary>
    private static async Task FeedBackAsync(Desk desk, Case judged, string who, ChangeBus bus, CancellationToken ct)
    {
        if (judged is not { AlertId: { } alert, Kind: { } kind } || CaseFeedback.Worth(judged) is not { } right) return;
        await desk.Ledger.SaveVerdictAsync(new AlertVerdict(alert, kind, right, who, desk.Now), ct);
        await desk.Ledger.AuditAsync(new AuditEntry(desk.Now, who, "verdict", alert, $"{(right ? "right" : "false-alarm")} (case {judged.Id})"), ct);
        bus.Publish("verdicts");
    }
}
