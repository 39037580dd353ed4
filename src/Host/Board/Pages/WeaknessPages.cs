using Monitor.Alerts.Weaknesses;
using Monitor.Core.Probes;
using Monitor.Core.Security;
using Monitor.Core.Weaknesses;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Reports;
using Monitor.Host.Weaknesses;

namespace Monitor.Host.Board.Pages;

/// <summary>The register, for those who mend systems and those on duty. To anybody else it is a list of ways in.</summary>
internal static class WeaknessPages
{
    public const string Path = "/weaknesses";
    private const int MostShown = 500;

    public static async Task<IResult> List(HttpContext context, Desk desk, WeaknessDesk weaknesses, CancellationToken ct)
    {
        var filter = WeaknessQuery.Read(context.Request.Query);
        var (all, items, now) = (await weaknesses.ReadAsync(new WeaknessFilter(), ct), await weaknesses.ReadAsync(filter, ct), desk.Now);
        var query = WeaknessQuery.Of(filter).ToString();
        Html body = $"""
            <section class="card"><form method="get" action="{Path}" class="inline">{Filter(desk, filter, all)}<button>筛选</button></form>
            <p><a href="{Path}/file{Add(query, "csv")}">下载 CSV</a> <a href="{Path}/file{Add(query, "docx")}">下载隐患台账（.docx）</a></p></section>
            <section id="weaknesses" class="card" data-live="weaknesses"><h2>隐患 {items.Count} 项 <small>待整改 {items.Count(w => w.IsOpenAt(now))} 项，超期 {items.Count(w => w.IsOverdueAt(now))} 项；已整改的保留显示 90 天</small></h2>
            {WeaknessMarks.Table(desk, items.Take(MostShown), "没有符合条件的隐患。")}{(items.Count > MostShown ? (Html)$"<p class=\"muted\">只显示前 {MostShown} 项，请缩小范围或下载。</p>" : Html.Empty)}</section>
            """;
        return new PageResult("隐患台账", Path, body);
    }

    public static async Task<IResult> One(HttpContext context, string id, Desk desk, CancellationToken ct)
    {
        if (await desk.Ledger.WeaknessAsync(id, ct) is not { } w) return Refusals.NotFound("隐患");
        var (now, trail) = (desk.Now, await desk.Ledger.AuditOfAsync(id, 200, ct));
        var acceptance = w.StateAt(now) == WeaknessState.Accepted && w.Acceptance is { } a
            ? (Html)$"<p class=\"muted\">接受风险：{a.Who} 于 {Times.Full(a.At)}，至 {WeaknessWords.Day(a.Until)}</p><p class=\"quote\">{a.Reason}</p>"
            : Html.Empty;
        Html body = $"""
            <section id="weakness" class="card" data-live="weaknesses"><h2>{w.Id} <code>{w.Code}</code></h2><p>{Badges.Of(w.Severity)} {WeaknessMarks.Of(w.StateAt(now))} {WeaknessMarks.Due(w, now)}</p>
            <p class="quote">{w.Message}</p>
            <dl class="facts"><div><dt>系统</dt><dd><a href="{Links.To("targets", w.TargetId)}">{desk.TargetName(w.TargetId)}</a></dd></div><div><dt>对象</dt><dd>{w.Subject ?? "—"}</dd></div>
            <div><dt>首次发现</dt><dd>{Times.Full(w.FirstSeen)}</dd></div><div><dt>最近发现</dt><dd>{Times.Full(w.LastSeen)}</dd></div>
            <div><dt>责任人</dt><dd>{w.Owner ?? "未指定"}</dd></div><div><dt>上报</dt><dd>{(w.ReportedAt is { } reported ? Times.Full(reported) : "未上报")}</dd></div>
            <div><dt>复查</dt><dd>{(w.FixedAt is { } done ? "已整改，" + Times.Full(done) : FormattableString.Invariant($"连续 {w.Clean} 次未再发现"))}</dd></div><div><dt>反复</dt><dd>{w.Reopenings} 次</dd></div></dl>
            {acceptance}</section>
            {await WeaknessForms.ShowAsync(context, desk, w, ct)}
            <section id="trail" class="card" data-live="weaknesses"><h2>经过</h2>{Tables.Of("经过", ["时间", "人员", "动作", "内容"], trail.Select(Row), "没有记录。")}</section>
            """;
        return new PageResult("隐患详情", Path, body);
    }

    public static async Task<IResult> File(HttpContext context, string format, WeaknessDesk weaknesses, CancellationToken ct)
    {
        if (format is not ("csv" or "docx")) return Refusals.NotFound("文件");
        var file = await weaknesses.FileAsync(format == "docx", WeaknessQuery.Read(context.Request.Query), context.User.Identity!.Name!, ct);
        return Results.File(file, format == "docx" ? ReportDesk.ContentType : "text/csv; charset=utf-8", "隐患台账." + format);
    }

    /// <summary>Of one target, for its page; nothing for those who may not see it.</summary>
    public static async Task<Html> OfTargetAsync(HttpContext context, Desk desk, string target, CancellationToken ct)
    {
        if (!Permissions.SeesWeaknesses(context.User)) return Html.Empty;
        var items = await desk.Ledger.WeaknessesOfAsync(target, ct);
        var unmended = items.Where(w => w.State != WeaknessState.Fixed).OrderByDescending(w => w.Severity).ThenBy(w => w.Due).ToList();
        return $"""
            <section id="target-weaknesses" class="card" data-live="weaknesses"><h2>隐患 <small>未整改 {unmended.Count} 项，已整改 {items.Count - unmended.Count} 项</small></h2>
            {WeaknessMarks.Table(desk, unmended, "没有未整改的隐患。")}<p><a href="{Path}{WeaknessQuery.Of(new WeaknessFilter { Target = target }).ToString()}">全部</a></p></section>
            """;
    }

    private static string Add(string query, string format) => query.Length > 0 ? $"{query}&format={format}" : "?format=" + format;

    private static Html Filter(Desk desk, WeaknessFilter f, IReadOnlyList<Weakness> all)
    {
        var owners = all.Select(w => w.Owner).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(o => (o, o));
        var targets = all.Select(w => w.TargetId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(t => (t, desk.TargetName(t)));
        return $"""
            {Choice("state", "状态", Enum.GetValues<WeaknessState>().Select(s => (s.ToString(), WeaknessWords.Of(s))), f.State?.ToString())}
            {Choice("severity", "程度", new[] { FindingSeverity.High, FindingSeverity.Medium, FindingSeverity.Low }.Select(s => (s.ToString(), WeaknessWords.Of(s))), f.Severity?.ToString())}
            {Choice("owner", "责任人", owners.Prepend((WeaknessQuery.Nobody, "未指定")), f.Owner is "" ? WeaknessQuery.Nobody : f.Owner)}
            {Choice("target", "系统", targets, f.Target)}{Choice("overdue", "期限", [("true", "已超期")], f.Overdue ? "true" : null)}
            """;
    }

    private static Html Choice(string name, string title, IEnumerable<(string Value, string Name)> options, string? chosen) => $"""
        <label>{title}<select name="{name}"><option value="">全部</option>{options.Select(o =>
            o.Value == chosen ? (Html)$"<option value=\"{o.Value}\" selected>{o.Name}</option>" : $"<option value=\"{o.Value}\">{o.Name}</option>")}</select></label>
        """;

    private static Html Row(AuditEntry e) => $"<tr><td>{Times.Tag(e.At)}</td><td>{e.Who}</td><td>{Act(e.Action)}</td><td class=\"wide\">{e.Detail}</td></tr>";

    private static string Act(string action) => action switch
    {
        "weakness.assign" => "指定责任人",
        "weakness.accept" => "接受风险",
        "weakness.withdraw" => "撤回接受",
        _ => action,
    };
}
