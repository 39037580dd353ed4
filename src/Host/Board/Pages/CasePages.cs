using Monitor.Core.Cases;
using Monitor.Core.Security;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;

namespace Monitor.Host.Board.Pages;

internal static class CasePages
{
    private const int Most = 500;

    public static async Task<IResult> List(HttpContext context, Desk desk, CancellationToken ct)
    {
        var cases = await desk.Ledger.CasesAsync(desk.Now.AddDays(-30), Most, ct);
        var restricted = cases.Count(c => c is { Restricted: true, State: not CaseState.Closed });
        Html more = restricted > 0 && Permissions.SeesRestricted(context.User) ? (Html)$"<p><a href=\"/cases/restricted\">关怀事件 {restricted} 件</a></p>" : Html.Empty;
        return new PageResult("事件", "/cases", $"""
            <section id="cases" data-live="cases"><p class="muted">未办结的，以及最近 30 天立案的。在告警页或话题页立案。</p>{more}{CaseCards.Columns(desk, [.. cases.Where(c => !c.Restricted)])}</section>
            """);
    }

    public static async Task<IResult> Restricted(HttpContext context, Desk desk, CancellationToken ct)
    {
        if (!Permissions.SeesRestricted(context.User)) return Refusals.Forbidden();
        await RestrictedReads.NoteAsync(context, "cases", ct);
        var cases = (await desk.Ledger.CasesAsync(desk.Now.AddDays(-30), Most, ct)).Where(c => c.Restricted).ToList();
        return new PageResult("关怀事件", "/cases", $"<section id=\"cases\" data-live=\"cases\"><p class=\"muted\">仅限宣传组和管理员，请勿外传。</p>{CaseCards.Columns(desk, cases)}</section>");
    }

    public static async Task<IResult> One(HttpContext context, string id, Desk desk, CancellationToken ct)
    {
        if (await desk.Ledger.CaseAsync(id, ct) is not { } subject) return Refusals.NotFound("事件");
        if (!Permissions.Sees(context.User, subject)) return Refusals.Forbidden();
        if (subject.Restricted) await RestrictedReads.NoteAsync(context, "case " + id, ct);

        var trail = await desk.Ledger.AuditOfAsync(id, 200, ct);
        var playbook = desk.Config.Cases.Departments.FirstOrDefault(d => d.Id == subject.Department)?.Playbook;
        Html body = $"""
            <section id="case" class="card edge-{subject.Level.ToString().ToLowerInvariant()}" data-live="cases"><h2>{subject.Title}</h2>
            <p>{Badges.Of(subject.Level)} <span class="badge">{CaseWord.Of(subject.State)}</span> {CaseCards.Clocks(desk, subject)}</p>
            <dl class="facts"><div><dt>编号</dt><dd>{subject.Id}</dd></div><div><dt>由来</dt><dd>{Origin(subject)}</dd></div><div><dt>团队</dt><dd>{Words.Of(subject.Team)}</dd></div>
            <div><dt>立案</dt><dd>{subject.OpenedBy} {Times.Tag(subject.OpenedAt)}</dd></div><div><dt>计时自</dt><dd>{Times.Full(subject.ClockFrom)}</dd></div>
            <div><dt>处置部门</dt><dd>{CaseCards.Department(desk, subject)}</dd></div><div><dt>处置人</dt><dd>{subject.Handler ?? "未指定"}</dd></div>
            <div><dt>研判结论</dt><dd>{(subject.Verdict is { } v ? CaseWord.Of(v) : "尚未研判")}</dd></div></dl>
            {Line("研判说明", subject.VerdictNote)}{Line("预案", playbook)}{Line("处置情况", subject.Handling)}{Answer(subject.Answer)}{Line("办理结果", subject.Result)}
            <p><a href="{Links.To("cases", id)}/report">导出快报（.docx）</a></p></section>
            {await CaseForms.ShowAsync(context, desk, subject, ct)}
            <section id="trail" class="card" data-live="cases"><h2>办理经过</h2>{Tables.Of("办理经过", ["时间", "人员", "动作", "内容"], trail.Select(e => Row(e, desk)), "没有记录。")}</section>
            """;
        return new PageResult("事件详情", "/cases", body);
    }

    /// <summary>The cases of an alert, or of a story under every id it is asked for, and the button that opens one.</summary>
    public static async Task<Html> LinkAsync(HttpContext context, Desk desk, IEnumerable<string> origins, string path, bool may, CancellationToken ct)
    {
        List<Case> cases = [];
        foreach (var one in origins) cases.AddRange(await desk.Ledger.CasesOfAsync(one, ct));
        var links = cases.Where(c => Permissions.Sees(context.User, c)).Select(c => (Html)$"<a href=\"{Links.To("cases", c.Id)}\">事件 {c.Id}（{CaseWord.Of(c.State)}）</a> ");
        var open = may && cases.All(c => c.State == CaseState.Closed);
        Html button = open ? (Html)$"<form method=\"post\" action=\"{path}/case\" class=\"inline\">{PageResult.TokenField(context)}<button>立案</button></form>" : Html.Empty;
        return cases.Count == 0 && !open ? Html.Empty : $"<div class=\"inline\">{links}{button}</div>";
    }

    private static Html Origin(Case c) => c.AlertId is not null
        ? (Html)$"<a href=\"{Links.To("alerts", c.AlertId)}\">告警</a>"
        : $"<a href=\"{Links.To("stories", c.StoryId ?? "")}\">话题</a>";

    private static Html Answer(CaseAnswer? a) => a is null ? Html.Empty : $"""
        <p class="muted">对外回应</p><p class="quote">{a.Text}</p>{(a.Denied is null ? Html.Empty : (Html)$"<p>针对说法：“{a.Denied}”</p>")}
        <p>{Links.Outside(a.Url)} <span class="muted">{a.Who} {Times.Tag(a.At)}</span></p>
        """;

    private static Html Line(string name, string? text) => string.IsNullOrEmpty(text) ? Html.Empty : $"<p class=\"muted\">{name}</p><p class=\"quote\">{text}</p>";

    private static Html Row(AuditEntry e, Desk desk) => $"<tr><td>{Times.Tag(e.At)}</td><td>{e.Who}</td><td>{CaseWord.Of(e.Action)}</td><td class=\"wide\">{CaseWord.Detail(e, desk.Config.Cases.Departments)}</td></tr>";
}
