using Monitor.Core.Cases;
using Monitor.Core.Security;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;

namespace Monitor.Host.Board.Pages;

/// <summary>The steps a person may take now; what the rules would refuse is not offered.</summary>
internal static class CaseForms
{
    public static async Task<Html> ShowAsync(HttpContext context, Desk desk, Case subject, CancellationToken ct)
    {
        if (!Permissions.MayHandle(context.User, subject) || subject.State == CaseState.Closed) return Html.Empty;
        var people = (await desk.Ledger.UsersAsync(ct)).Where(u => u.Role != Role.Viewer).Select(u => u.Name).ToList();
        List<Html> forms = [];
        void Offer(CaseStep step, string name, string title, Html fields)
        {
            if (CaseMachine.Refuse(subject, step) is null) forms.Add(Form(context, subject, name, title, fields));
        }

        Offer(new JudgeStep(CaseVerdict.True, null), "judge", "研判", $"""
            <label>结论<select name="verdict" required>{Enum.GetValues<CaseVerdict>().Select(v => Option(v.ToString(), CaseWord.Of(v), subject.Verdict?.ToString()))}</select></label>
            <label>说明（依据、核实对象）<textarea name="note" rows="3" maxlength="4000">{subject.VerdictNote}</textarea></label>
            """);
        Offer(new RouteStep("-", "-"), "route", "转办", $"""
            <label>处置部门<select name="department"><option value="">不变</option>{desk.Config.Cases.Departments.Select(d => Option(d.Id, d.Name, subject.Department))}</select></label>
            <label>处置人<select name="handler"><option value="">不变</option>{people.Select(p => Option(p, p, subject.Handler))}</select></label>
            """);
        Offer(new HandleStep("-"), "handle", "处置", $"<label>处置情况<textarea name=\"note\" rows=\"3\" maxlength=\"4000\" required>{subject.Handling}</textarea></label>");
        Offer(new AnswerStep("-", null, null), "answer", "对外回应", await AnswerAsync(desk, subject, ct));
        if (CaseClock.Of(subject, desk.Config.Cases.Limits, desk.Now).Any(c => c.Kind == ClockKind.Briefing)) Offer(new BriefStep(), "brief", "新闻发布会", $"<p class=\"muted\">登记已召开新闻发布会，停止该项计时。</p>");
        Offer(new CloseStep("-"), "close", "办结", $"<label>办理结果<textarea name=\"result\" rows=\"3\" maxlength=\"4000\" required></textarea></label>");
        return $"<section id=\"steps\" class=\"card\"><h2>办理 <small>每一步都记入审计，不可修改；请勿填写个人信息</small></h2><div class=\"steps\">{forms}</div></section>";
    }

    /// <summary>Only what was judged untrue can be denied; the words to deny are proposed from the story.</summary>
    private static async Task<Html> AnswerAsync(Desk desk, Case subject, CancellationToken ct)
    {
        Html denied = Html.Empty;
        if (subject.Verdict is CaseVerdict.False or CaseVerdict.Partly)
        {
            var words = subject.Answer?.Denied ?? await CaseSources.WordsAsync(desk, subject, ct);
            denied = $"<label>针对的说法（登记为辟谣，此后相同说法的帖文会自动标出；留空则不登记）<textarea name=\"denied\" rows=\"2\" maxlength=\"300\">{words}</textarea></label>";
        }

        return $"""
            <label>回应内容<textarea name="text" rows="4" maxlength="4000" required>{subject.Answer?.Text}</textarea></label>{denied}
            <label>链接<input name="url" type="url" maxlength="500" value="{subject.Answer?.Url}"></label>
            """;
    }

    private static Html Form(HttpContext context, Case subject, string name, string title, Html fields) => $"""
        <form id="step-{name}" method="post" action="{Links.To("cases", subject.Id)}/{name}">{PageResult.TokenField(context)}<input type="hidden" name="version" value="{subject.Version}">
        <fieldset><legend>{title}</legend>{fields}<button>提交{title}</button></fieldset></form>
        """;

    private static Html Option(string value, string name, string? chosen) =>
        value == chosen ? (Html)$"<option value=\"{value}\" selected>{name}</option>" : $"<option value=\"{value}\">{name}</option>";
}
