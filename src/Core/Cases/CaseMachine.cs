namespace Monitor.Core.Cases;

/// <summary>
/// The rules of a case: judged → handled → answered → closed. Steps may be left out on the way to an answer or an end, but nothing is answered or
/// closed unjudged and nothing is closed without a result. Once answered in public the verdict is locked: who finds out better opens a new case.
/// </summary>
public static class CaseMachine
{
    public static CaseMove Apply(Case subject, CaseStep step, string who, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(step);
        var (action, detail) = Words(step);
        if (Refuse(subject, step) is { } refusal) return new CaseMove(null, refusal, action, detail);
        var next = step switch
        {
            JudgeStep s => subject with { Verdict = s.Verdict, VerdictNote = s.Note, JudgedAt = subject.JudgedAt ?? now, State = Later(subject.State, CaseState.Judged) },
            RouteStep s => subject with { Department = s.Department ?? subject.Department, Handler = s.Handler ?? subject.Handler },
            HandleStep s => subject with { Handling = s.Note, HandledAt = subject.HandledAt ?? now, State = Later(subject.State, CaseState.Handled) },
            AnswerStep s => subject with { Answer = new CaseAnswer(s.Text, s.Denied, s.Url, now, who), AnsweredAt = subject.AnsweredAt ?? now, State = Later(subject.State, CaseState.Answered) },
            BriefStep => subject with { BriefedAt = now },
            CloseStep s => subject with { Result = s.Result, ClosedAt = now, State = CaseState.Closed },
            _ => throw new ArgumentOutOfRangeException(nameof(step)),
        };
        return new CaseMove(next with { UpdatedAt = now, Version = subject.Version + 1 }, null, action, detail);
    }

    /// <summary>Why the step cannot be done now, in the operator's words; null when it can.</summary>
    public static string? Refuse(Case subject, CaseStep step) => (subject, step) switch
    {
        ({ State: CaseState.Closed }, _) => "该事件已办结，不能再修改；如有新情况，请重新立案。",
        ({ State: CaseState.Answered }, JudgeStep) => "已对外回应，研判结论不能再改；如结论有误，请办结后重新立案并再次回应。",
        (_, RouteStep { Department: null, Handler: null }) => "请选择部门或处置人。",
        ({ Verdict: null }, HandleStep or AnswerStep or CloseStep) => "请先填写研判结论。",
        (_, HandleStep { Note: var note }) when Blank(note) => "请填写处置情况。",
        (_, AnswerStep { Text: var text }) when Blank(text) => "请填写回应内容。",
        ({ Verdict: not (CaseVerdict.False or CaseVerdict.Partly) }, AnswerStep { Denied: not null }) => "研判结论不是“不实”或“部分属实”，不能登记为辟谣。",
        ({ BriefedAt: not null }, BriefStep) => "发布会已登记。",
        (_, CloseStep { Result: var result }) when Blank(result) => "请填写办理结果后再办结。",
        _ => null,
    };

    private static (string Action, string Detail) Words(CaseStep step) => step switch
    {
        JudgeStep s => ("case-judge", $"{s.Verdict}: {s.Note}"),
        RouteStep s => ("case-route", $"{s.Department ?? "-"} / {s.Handler ?? "-"}"),
        HandleStep s => ("case-handle", s.Note),
        AnswerStep s => ("case-answer", $"{s.Text} | {s.Denied ?? "-"} | {s.Url ?? "-"}"),
        BriefStep => ("case-brief", ""),
        CloseStep s => ("case-close", s.Result),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    private static CaseState Later(CaseState a, CaseState b) => a > b ? a : b;

    private static bool Blank(string text) => string.IsNullOrWhiteSpace(text);
}
