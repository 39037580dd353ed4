using Monitor.Alerts.QuickReport;
using Monitor.Core.Alerts;
using Monitor.Core.Cases;
using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Host.Board;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Board.Pages;
using Monitor.Host.Drill.Reporting;
using Monitor.Host.Drill.Running;
using Monitor.Host.Reports;

namespace Monitor.Host.Drill.Pages;

/// <summary>演练: those that were, the one that is, and each one's report.</summary>
internal static class DrillPages
{
    private const int Shown = 50;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/drills", List);
        pages.MapGet("/drills/{id}", One);
        pages.MapGet("/drills/{id}/report", File);
    }

    private static async Task<IResult> List(HttpContext context, CancellationToken ct)
    {
        var boxes = Boxes(context);
        var reports = new List<DrillReport>();
        foreach (var id in (await boxes.ReportsAsync(ct)).Take(Shown))
            if (await boxes.ReportAsync(id, ct) is { } report && Sees(context, report)) reports.Add(report);
        Html now = context.RequestServices.GetRequiredService<DrillDesk>().Running is { } running
            ? (Html)$"<p>进行中：<a href=\"{Links.To("drills", running.Id)}\">{DrillMark.Chinese}{running.Title(Permissions.SeesRestricted(context.User))}</a>，{running.By} 于 {Times.Full(running.StartedAt)} 开始，最迟 {Times.Full(running.EndsBy)} 结束。</p>{DrillStop.Form(context, running)}"
            : $"<p class=\"muted\">现在没有演练。开始：monitor drill 场景</p>";
        var table = Tables.Of("演练", ["时间", "演练", "组织", "结束", "发现", "确认", "目标"], reports.Select(Row), "还没有演练总结。");
        return new PageResult("演练", "/drills", $"<section id=\"drills\" class=\"card\" data-live=\"drills\">{now}{table}</section>");
    }

    private static async Task<IResult> One(HttpContext context, string id, CancellationToken ct)
    {
        var boxes = Boxes(context);
        var desk = context.RequestServices.GetRequiredService<DrillDesk>();
        var run = desk.Run?.State.Id == id ? desk.Run : null;
        if (await boxes.ReportAsync(id, ct) is { } report)
        {
            if (!Sees(context, report)) return Refusals.Forbidden();
            var paper = DrillPaper.Compose(report, await boxes.BeforeAsync(report, ct));
            return new PageResult(paper.Title, "/drills", $"""
                <section id="drill-report" class="card">{paper.Head.Select(l => (Html)$"<p class=\"muted\">{l}</p>")}<p><a href="{Links.To("drills", id)}/report">导出总结（.docx）</a></p></section>
                {paper.Sections.Select(Section)}{(run is null ? Html.Empty : await ContentAsync(context, run, ct))}
                """);
        }

        if (run is null && desk.Running?.Id != id) return Refusals.NotFound("演练");
        if (desk.Running is { Scenario.Restricted: true } && !Permissions.SeesRestricted(context.User)) return Refusals.Forbidden();
        var state = desk.Running ?? run!.State;
        return new PageResult(DrillMark.Title(state.Scenario.Title), "/drills", $"""
            <section id="drill-now" class="card" data-live="drills alerts notices"><p>{state.Scenario.Note}</p><p>{state.By} 于 {Times.Full(state.StartedAt)} 开始，最迟 {Times.Full(state.EndsBy)} 结束。</p>{DrillStop.Form(context, state)}</section>
            {(run is null ? (Html)$"<p class=\"muted\">由另一个服务实例进行，告警请在该实例查看。</p>" : await ContentAsync(context, run, ct))}
            """);
    }

    private static async Task<IResult> File(HttpContext context, string id, CancellationToken ct)
    {
        var boxes = Boxes(context);
        if (await boxes.ReportAsync(id, ct) is not { } report) return Refusals.NotFound("演练总结");
        if (!Sees(context, report)) return Refusals.Forbidden();
        var file = DocxWriter.Write(DrillPaper.Compose(report, await boxes.BeforeAsync(report, ct)));
        return Results.File(file, ReportDesk.ContentType, $"演练总结-{id}.docx");
    }

    private static async Task<Html> ContentAsync(HttpContext context, DrillRun run, CancellationToken ct)
    {
        var since = run.State.StartedAt;
        var alerts = (await run.Station.Ledger.AlertsAsync(since, Shown, ct)).Where(a => Permissions.Sees(context.User, a)).ToList();
        var cases = (await run.Station.Ledger.CasesAsync(since, Shown, ct)).Where(c => Permissions.Sees(context.User, c)).ToList();
        var posts = (await run.Station.Get<IArchive>().SearchAsync(new PostQuery { Limit = Shown }, ct)).Where(p => Permissions.Sees(context.User, p)).ToList();
        return $"""
            <section id="drill-alerts" class="card" data-live="alerts drills"><h2>演练告警 <small>{alerts.Count} 条</small></h2>{AlertList.Of(context, alerts, context.RequestServices.GetRequiredService<Desk>().Now)}</section>
            <section id="drill-cases" class="card" data-live="cases drills"><h2>演练事件</h2>{Tables.Of("演练事件", ["事件", "状态", "标题"], cases.Select(Row), "没有立案。")}</section>
            <section id="drill-posts" class="card" data-live="posts drills"><h2>演练帖文</h2>{Tables.Of("演练帖文", ["时间", "来源", "内容"], posts.Select(Row), "没有帖文。")}</section>
            """;
    }

    private static Html Section(ReportSection s) => $"""
        <section class="card"><h2>{s.Heading}</h2>{s.Lines.Select(l => (Html)$"<p>{l}</p>")}{(s.Table is { } t ? Tables.Of(s.Heading, t.Heads, t.Rows.Select(r => (Html)$"<tr>{r.Select(c => (Html)$"<td>{c}</td>")}</tr>"), "") : Html.Empty)}</section>
        """;

    private static DrillBoxes Boxes(HttpContext context) => context.RequestServices.GetRequiredService<DrillKeeper>().Boxes;

    private static bool Sees(HttpContext context, DrillReport report) => !report.Restricted || Permissions.SeesRestricted(context.User);

    private static Html Row(DrillReport r) =>
        $"<tr><td>{Times.Tag(r.StartedAt)}</td><td><a href=\"{Links.To("drills", r.Id)}\">{DrillMark.Chinese}{r.Title}</a></td><td>{r.By}</td><td>{DrillWords.Of(r.EndReason)}</td><td>{r.Steps.Count(s => s.Detected)}/{r.Steps.Count}</td><td>{r.Steps.Count(s => s.AcknowledgedBy is not null)}/{r.Steps.Count}</td><td>{DrillWords.InTime(r.AllWithinGoals)}</td></tr>";

    private static Html Row(Case c) => $"<tr><td><a href=\"{Links.To("cases", c.Id)}\">{c.Id}</a></td><td>{CaseWord.Of(c.State)}</td><td>{c.Title}</td></tr>";

    private static Html Row(Post p) => $"<tr><td>{Times.Tag(p.FirstSeen)}</td><td>{p.SourceId}</td><td class=\"wide\"><a href=\"{Links.To("posts", p.Id)}\">{DrillMark.Chinese}{StoryRows.Cut(p.FullText, 80)}</a></td></tr>";
}
